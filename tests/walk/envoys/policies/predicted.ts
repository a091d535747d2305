/** What a walk says of a request, in the words of what is seen. */
import { add, type Fraction, toNumber, zero } from "../../../../lib/walk/fraction.ts";
import type { KubernetesObject } from "../../../../lib/kubernetes_object.ts";
import type { Request } from "../../../../lib/walk/request.ts";
import type { Branch } from "../../../../lib/walk/result.ts";
import { walk } from "../../../../lib/walk/walk.ts";
import { seen } from "./ask.ts";

/** The port that isn't HTTP. */
export const rawPort = 7000;

function endOf({ outcome, decisions }: Branch, request: Request): string {
  if (outcome.kind === "answered") return String(outcome.status);
  if (outcome.kind !== "reached") return outcome.kind;
  const workload = `${outcome.namespace}/${outcome.workload}`;
  if (request.port === rawPort) return `${workload} over TCP`;
  const mutual = decisions.some(({ about, text }) => about === "mutual TLS" && text.startsWith("mutual"));
  const sender = request.from.kind === "outside" ? "edge" : request.from.namespace;
  const { path, headers } = outcome.request;
  return seen(workload, path, headers, mutual ? `ns/${sender}/sa/${sender}` : "nobody");
}

/** The ends with their shares, and the reasons of what isn't known. */
export interface Prediction {
  /** By end. */
  readonly shares: ReadonlyMap<string, number>;
  /** Why the walk doesn't say; empty where it does. */
  readonly unknown: readonly string[];
}

/** Walks. */
export function predicted(objects: readonly KubernetesObject[], request: Request): Prediction {
  const hop = walk(objects, request, { networkPolicies: false, follow: false });
  const shares = new Map<string, Fraction>();
  for (const branch of hop.branches) {
    const whole = { ...branch, decisions: [...hop.decisions, ...branch.decisions] };
    const end = endOf(whole, request);
    shares.set(end, add(shares.get(end) ?? zero, branch.probability));
  }
  return {
    shares: new Map([...shares].map(([end, share]) => [end, toNumber(share)])),
    unknown: hop.branches.flatMap(({ outcome }) => (outcome.kind === "unknown" ? [outcome.reason] : [])),
  };
}
