/** One claim about the canary's rate of bad requests, judged by its evidence. */
import { logEvidence, type Observed } from "./evidence.ts";

/** The evidence on both sides of a bound. */
export interface Comparison {
  /** The natural logarithm of the evidence that the canary's rate is above the bound. */
  readonly above: number;
  /** The natural logarithm of the evidence that it is below. */
  readonly below: number;
}

/** Weighs counts against a bound: a fixed one, or one that lies so far above stable's rate. */
export function compareRates(observed: Observed, bound: number): Comparison {
  return {
    above: logEvidence(observed, { direction: "atMost", bound }),
    below: logEvidence(observed, { direction: "atLeast", bound }),
  };
}
