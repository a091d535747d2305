/** How parts of a plan are worded. */
import type { FailingRequest } from "../finding.ts";
import type { ClusterPlan, Plan } from "../make_plan.ts";

const plural = (number: number, noun: string) => `${number} ${noun}${number === 1 ? "" : "s"}`;

/** `prod: 1 Application, 3 objects change, none deleted`. */
export function objectsLine({ name, radius, counts: { created, changed, deleted } }: ClusterPlan): string {
  const parts = [
    plural(radius.applications.length, "Application"),
    ...changed === 0 ? [] : [`${plural(changed, "object")} ${changed === 1 ? "changes" : "change"}`],
    ...created === 0 ? [] : [`${created} created`],
    `${deleted === 0 ? "none" : deleted} deleted`,
  ];
  return `${name}: ${parts.join(", ")}`;
}

const listed = (names: readonly string[]) => (names.length === 0 ? "none" : names.join(", "));

/** Who may notice. */
export function reachLine({ radius }: ClusterPlan): string {
  return `Applications: ${listed(radius.applications)}; namespaces: ${listed(radius.namespaces)}; ` +
    `callers: ${listed(radius.callers)}`;
}

/** A failing request, how many of its kind fail, and why. */
export function requestLine({ label, share, reason }: FailingRequest): string {
  const percent = share === 1 ? "all" : `${Math.round(share * 1000) / 10} %`;
  return `${label}: ${percent} fail, ${reason}`;
}

/** The last line: may it be done, and how far was looked. */
export function verdictLine({ verdict, clusters, findings }: Plan): string {
  const requests = clusters.reduce((sum, { walked }) => sum + walked.requests, 0);
  const states = clusters.reduce((sum, { walked }) => sum + walked.states, 0);
  const partly = clusters.every(({ walked }) => walked.exhaustive)
    ? ""
    : "; too many Applications change to try every order of them, each two of them were tried";
  const looked = `${plural(requests, "request")} at ${plural(states, "moment")}${partly}`;
  if (verdict === "same") return "same: nothing that Argo CD applies changes";
  if (verdict === "unsafe") return `unsafe: ${plural(findings.length, "reason")} to refuse it (${looked})`;
  return verdict === "unknown" ? `not known to be safe (${looked})` : `safe (${looked})`;
}
