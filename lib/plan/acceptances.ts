/** Which findings somebody has taken on. */
import { serviceOf } from "./canary_findings.ts";
import type { Finding, PlannedFinding } from "./finding.ts";
import type { Acceptance, Owner, Policy } from "./policy.ts";

/** Those whose changes make a finding: each has to take it on. */
function ownersOf({ applications, cluster }: Finding, { owners }: Policy): readonly Owner[] {
  const nobody: Owner = { name: `cluster ${cluster}`, accept: [] };
  const platform = owners.get(cluster) ?? nobody;
  const found = applications.map((name) => owners.get(`${cluster}/${serviceOf(name, cluster)}`) ?? platform);
  return found.length === 0 ? [platform] : [...new Set(found)];
}

const isOver = ({ until }: Acceptance, { today }: Policy) => until !== undefined && until < today;

/** The finding with all that was said to it; every owner has to accept it. */
export function withAcceptances(finding: Finding, policy: Policy): PlannedFinding {
  const said = ownersOf(finding, policy).map(({ name, accept }) => ({
    name,
    found: accept.find((each) => each.finding === finding.code && !isOver(each, policy)),
  }));
  return {
    ...finding,
    accepted: said.flatMap(({ found }) => found ?? []),
    notAcceptedBy: said.filter(({ found }) => found === undefined).map(({ name }) => name),
  };
}

/** Whether nobody has to decide any more. */
export function isAccepted({ notAcceptedBy }: PlannedFinding): boolean {
  return notAcceptedBy.length === 0;
}

/** An acceptance that does nothing. */
export interface IdleAcceptance extends Acceptance {
  /** `expired`: its last day is over. `unused`: the change has no such finding of this owner. */
  readonly why: "expired" | "unused";
}

/** What was taken on and isn't, or isn't any more, each once by its place. */
export function idleAcceptances(
  findings: readonly PlannedFinding[],
  policy: Policy,
): readonly IdleAcceptance[] {
  const used = new Set(findings.flatMap(({ accepted }) => accepted.map(({ place }) => place)));
  const written = [...policy.owners.values()].flatMap(({ accept }) => accept);
  const idle = written.filter(({ place }) => !used.has(place)).map((each): IdleAcceptance => ({
    ...each,
    why: isOver(each, policy) ? "expired" : "unused",
  }));
  const byPlace = new Map(idle.map((each) => [each.place, each]));
  return [...byPlace.values()].sort((a, b) => (a.place < b.place ? -1 : 1));
}
