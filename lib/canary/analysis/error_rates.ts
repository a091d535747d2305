/** How often the decision rule may be wrong. */

/** Chances, each from 0 to 1. */
export interface ErrorRates {
  /**
   * The chance that a canary which keeps to its bounds is ever aborted for its success rate or latency: over all
   * steps, metrics and looks together.
   */
  readonly falseAbort: number;
  /** The chance that a step is passed by a canary which is worse than stable by more than it may be. */
  readonly falseAdvance: number;
}

/** What is promised where nothing else is said. */
export const errorRates: ErrorRates = { falseAbort: 0.01, falseAdvance: 0.05 };
