/** How parts of a plan are worded. */
import { type IdleAcceptance, isAccepted } from "../acceptances.ts";
import type { FailingRequest, PlannedFinding } from "../finding.ts";
import type { ClusterPlan, Plan } from "../make_plan.ts";
import type { Acceptance } from "../policy.ts";

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

/** Whether a finding stops the change. */
export function findingWord(finding: PlannedFinding): "refused" | "unsafe, accepted" {
  return isAccepted(finding) ? "unsafe, accepted" : "refused";
}

const untilWords = ({ until }: Acceptance) => (until === undefined ? "" : `, until ${until}`);

/** Who has taken a finding on and why, and who hasn't although somebody else has; a line each. */
export function acceptanceLines({ accepted, notAcceptedBy }: PlannedFinding): readonly string[] {
  if (accepted.length === 0) return [];
  return [
    ...accepted.map((each) => `accepted: ${each.reason} (${each.place}${untilWords(each)})`),
    ...notAcceptedBy.map((name) => `not accepted by ${name}, whose change it is too`),
  ];
}

/** An acceptance that does nothing, and what to do with it. */
export function idleLine({ place, finding, until, why }: IdleAcceptance): string {
  return why === "expired"
    ? `expired: ${place} accepted ${finding} until ${until}; remove it`
    : `unused: ${place} accepts ${finding}, which this change has not; remove it before it accepts the next one`;
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
  const accepted = findings.filter(isAccepted).length;
  if (verdict === "accepted") {
    return `accepted: ${plural(accepted, "reason")} to refuse it, ${
      accepted === 1 ? "" : "each "
    }accepted (${looked})`;
  }
  if (verdict === "unsafe") {
    const others = accepted === 0 ? "" : `, ${accepted} more accepted`;
    return `unsafe: ${plural(findings.length - accepted, "reason")} to refuse it${others} (${looked})`;
  }
  return verdict === "unknown" ? `not known to be safe (${looked})` : `safe (${looked})`;
}
