import { acceptanceRegion, accepts, ERROR_RATE } from "../acceptance_region.ts";
import { sendToGateway } from "../gateway_client.ts";
import type { HopCounts } from "../hop_counts.ts";
import { type Hop, hopsOf } from "../hops.ts";
import { journeyFrom, visitsOf } from "../journeys.ts";
import { measureHops, measureProbe } from "../measure_hops.ts";
import { count, percent, range, rate } from "../numbers_text.ts";
import { probeRequest } from "../probe_request.ts";
import type { Finding, Proof, ProofContext } from "../proof.ts";
import type { Answer } from "../send_requests.ts";

/** Requests along each hop. */
const REQUESTS = 2000;

/** Requests under way at once: more are not answered sooner, and a busy tier's probes would wait behind them. */
const PARALLEL = 4;

/** Every hop shares its requests between the versions as the catalogue says. */
export const WEIGHTS: Proof = Object.freeze({
  name: "weights",
  title: "each hop shares its requests between the versions as declared",
  run: weights,
});

async function weights(context: ProofContext): Promise<readonly Finding[]> {
  const { engine, cluster, tell } = context;
  const hops = hopsOf(cluster);
  const errorRate = ERROR_RATE / hops.length;
  const { counts, result: answers } = await measureHops(context, hops, async () => {
    const all: Answer[] = [];
    for (const { exposure, callee } of hops) {
      if (exposure === undefined) continue;
      tell(`${count(REQUESTS)} requests for ${exposure.host}`);
      const request = { ...await journeyFrom(callee, exposure), count: REQUESTS, parallel: PARALLEL };
      all.push(...(await sendToGateway(engine, cluster, exposure, [request])).flat());
    }
    return all;
  });
  const findings: Finding[] = [];
  for (const hop of hops) {
    let found = counts.get(hop.name);
    if (hop.client !== undefined && (found === undefined || found.total < REQUESTS)) {
      found = await countFromProbe(context, hop);
    }
    const weight = hop.callee.canary?.weight ?? 0;
    findings.push(judgeWeight({ hop: hop.name, weight, counts: found, errorRate, least: REQUESTS }));
  }
  return [...findings, ...compareWithAnswers(hops, counts, answers)];
}

/** Where what comes from outside does not lead on by itself, a probe takes the caller's place. */
async function countFromProbe(context: ProofContext, hop: Hop): Promise<HopCounts> {
  context.tell(`${count(REQUESTS)} requests ${hop.name}, sent by a probe`);
  const { client, callee } = hop;
  const probe = await context.probes.ofService(client ?? callee);
  const request = { ...probeRequest(hop), count: REQUESTS, parallel: PARALLEL, keep: 0 };
  return (await measureProbe(context, hop, probe, () => probe.send([request]))).counts;
}

/** What was measured on a hop, and what was declared. */
export interface WeightMeasurement {
  /** The name of the hop. */
  readonly hop: string;
  /** What the canary has to get. Unit: percent of requests. */
  readonly weight: number;
  /** `undefined` if nothing was measured. */
  readonly counts: HopCounts | undefined;
  /** Of this one test. */
  readonly errorRate: number;
  /** So many requests have to be seen. */
  readonly least: number;
}

/** Says whether a hop's shares can be those declared. */
export function judgeWeight({ hop, weight, counts, errorRate, least }: WeightMeasurement): Finding {
  if (counts === undefined) return { passed: false, text: `${hop}: nothing was counted` };
  const { total, canary, other, lost } = counts;
  const accepted = acceptanceRegion(total, weight / 100, errorRate);
  const numbers = {
    ...{ hop, requests: total, canary, other, declaredPercent: weight, errorRate },
    ...{ acceptedLeast: accepted.least, acceptedMost: accepted.most },
  };
  const fail = (text: string): Finding => ({ passed: false, text: `${hop}: ${text}`, numbers });
  if (lost !== "") return fail(`the requests can't be counted: ${lost}`);
  if (total < least) return fail(`only ${count(total)} of at least ${count(least)} requests were seen`);
  if (other > 0) return fail(`${count(other)} of ${count(total)} requests went to pods of neither version`);
  return {
    passed: accepts(accepted, canary),
    text:
      `${hop}: ${count(canary)} of ${count(total)} requests (${percent(canary, total)}) went to canary; ` +
      `declared ${weight} %, accepted ${range(accepted)} at an error rate of ${rate(errorRate)}`,
    numbers,
  };
}

/** Whether the tiers that answers name are those that the proxies counted. Nothing to say if they name none. */
export function compareWithAnswers(
  hops: readonly Pick<Hop, "name" | "callee">[],
  counts: ReadonlyMap<string, HopCounts>,
  answers: readonly Pick<Answer, "body" | "status">[],
): readonly Finding[] {
  const visits = answers.flatMap(({ body }) => visitsOf(body));
  const failed = answers.filter(({ status }) => status < 200 || status >= 400).length;
  const outcome: Finding = {
    passed: failed === 0,
    text: `${count(answers.length - failed)} of ${count(answers.length)} requests were answered well`,
    numbers: { requests: answers.length, failed },
  };
  if (visits.length === 0) return [outcome];
  const callees = [...new Set(hops.map(({ callee }) => callee.name))];
  const differences = callees.flatMap((name) =>
    (["stable", "canary"] as const).flatMap((version) => {
      const answered = visits.filter((visit) => visit.service === name && visit.version === version).length;
      const counted = hops.filter(({ callee }) => callee.name === name)
        .reduce((sum, hop) => sum + (counts.get(hop.name)?.[version] ?? 0), 0);
      return answered <= counted ? [] : [`${name} ${version} answered ${answered}, counted were ${counted}`];
    })
  );
  const text = differences.length === 0
    ? `the answers of ${count(visits.length)} visits name the versions that the proxies counted`
    : `the answers don't agree with the proxies: ${differences.join("; ")}`;
  return [outcome, { passed: differences.length === 0, text, numbers: { visits: visits.length } }];
}
