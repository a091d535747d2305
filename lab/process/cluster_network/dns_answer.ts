// @ts-types="@types/dns-packet"
import type { Answer, Question } from "dns-packet";
import { CLUSTER_DOMAIN } from "../addresses.ts";
import type { Zone } from "./zone.ts";

/** What is answered to one question. */
export interface DnsAnswer {
  /** `NOERROR` also for a name that exists but has nothing of the kind asked for. */
  readonly code: "NOERROR" | "NXDOMAIN";
  /** The records of the answer section. */
  readonly answers: readonly Answer[];
}

/** Seconds for which an answer may be kept. */
const TTL = 5;

/** How many aliases are followed: they may lead in a circle. */
const MOST_HOPS = 8;

const SERVICES = `.svc.${CLUSTER_DOMAIN}`;
const PODS = `.pod.${CLUSTER_DOMAIN}`;
const NOTHING: DnsAnswer = { code: "NOERROR", answers: [] };
const NO_SUCH_NAME: DnsAnswer = { code: "NXDOMAIN", answers: [] };

/**
 * Answers from a zone as the DNS server of Kubernetes does: `<service>.<namespace>.svc.cluster.local`, below it the
 * host names and the named ports, `<address>.<namespace>.pod.cluster.local`, and the zone's own names. No other name
 * exists.
 */
export function dnsAnswer(question: Pick<Question, "name" | "type">, zone: Zone): DnsAnswer {
  const answers: Answer[] = [];
  const first = answerOnce(question, zone);
  let last = first.answers;
  // A name may stand for another one here; whoever asks wants to know that one's addresses too.
  for (let hops = 0; hops < MOST_HOPS; hops++) {
    answers.push(...last);
    const [alias] = last;
    if (alias?.type !== "CNAME") break;
    last = answerOnce({ name: alias.data, type: question.type }, zone).answers;
  }
  return { code: first.code, answers };
}

function answerOnce({ name: written, type }: Pick<Question, "name" | "type">, zone: Zone): DnsAnswer {
  const name = written.toLowerCase().replace(/\.$/, "");
  const named = zone.names.get(name);
  if (named !== undefined) return ofAddresses(written, type, named);
  if (name.endsWith(PODS)) return ofPod(written, type, name.slice(0, -PODS.length));
  if (name.endsWith(SERVICES)) return ofService(written, type, name.slice(0, -SERVICES.length), zone);
  return `.${name}` === SERVICES || name === CLUSTER_DOMAIN ? NOTHING : NO_SUCH_NAME;
}

function ofService(written: string, type: Question["type"], below: string, zone: Zone): DnsAnswer {
  const labels = below.split(".");
  const [name, namespace] = labels.slice(-2);
  if (namespace === undefined) return zone.namespaces.has(below) ? NOTHING : NO_SUCH_NAME;
  const service = zone.services.get(`${namespace}/${name}`);
  if (service === undefined) return NO_SUCH_NAME;
  const prefix = labels.slice(0, -2).join(".");
  if (prefix === "") {
    if (service.alias === undefined) return ofAddresses(written, type, service.addresses);
    return { code: "NOERROR", answers: [{ name: written, type: "CNAME", ttl: TTL, data: service.alias }] };
  }
  const host = service.hosts.get(prefix);
  if (host !== undefined) return ofAddresses(written, type, host);
  const port = service.ports.get(prefix);
  if (port === undefined) return NO_SUCH_NAME;
  if (type !== "SRV") return NOTHING;
  const target = `${name}.${namespace}${SERVICES}`;
  return {
    code: "NOERROR",
    answers: [{ name: written, type: "SRV", ttl: TTL, data: { port, target, priority: 0, weight: 100 } }],
  };
}

function ofPod(written: string, type: Question["type"], below: string): DnsAnswer {
  const address = /^(\d+)-(\d+)-(\d+)-(\d+)\.[^.]+$/.exec(below)?.slice(1);
  if (address === undefined || address.some((byte) => Number(byte) > 255)) return NO_SUCH_NAME;
  return ofAddresses(written, type, [address.join(".")]);
}

function ofAddresses(name: string, type: Question["type"], addresses: readonly string[]): DnsAnswer {
  if (type !== "A") return NOTHING;
  return { code: "NOERROR", answers: addresses.map((data) => ({ name, type: "A", ttl: TTL, data })) };
}
