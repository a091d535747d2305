/** Putting branches together. */
import { multiply, one } from "./fraction.ts";
import type { Fraction } from "./fraction.ts";
import type { Branch, Decision, Outcome } from "./result.ts";
import type { Doubt } from "./verdict.ts";

/** A way that surely ends so. */
export function surely(outcome: Outcome, ...decisions: readonly Decision[]): readonly Branch[] {
  return [{ probability: one, decisions, outcome, calls: [] }];
}

/** A way of which nothing is known. */
export function unknown({ reason, at }: Doubt, about: Decision["about"]): readonly Branch[] {
  return surely({ kind: "unknown", reason }, { about, text: reason, ...(at && { at }) });
}

/** A proxy's own answer. */
export function answered(status: number, decision: Decision): readonly Branch[] {
  return surely({ kind: "answered", status, reason: decision.text }, decision);
}

/** No answer at all. */
export function refused(decision: Decision): readonly Branch[] {
  return surely({ kind: "refused", reason: decision.text }, decision);
}

/** The same ways, with what was decided before them. */
export function after(decisions: readonly Decision[], branches: readonly Branch[]): readonly Branch[] {
  return branches.map((branch) => ({ ...branch, decisions: [...decisions, ...branch.decisions] }));
}

/** The same ways, taken only sometimes; none where that is never. */
export function sometimes(probability: Fraction, branches: readonly Branch[]): readonly Branch[] {
  if (probability.numerator === 0n) return [];
  return branches.map((branch) => ({ ...branch, probability: multiply(probability, branch.probability) }));
}
