/** The rules that are compared, each as it decides one step. */
import {
  type AnalysisModel,
  judgements,
  percentileOf,
  type Requests,
} from "../../../../lib/canary/analysis/mod.ts";
import type { Interval } from "./world.ts";

/** How a step ends: the next one, an abort, or the time is up. */
export type StepEnd = "advance" | "abort";

/** Decides a step. Takes intervals for as long as it wants to know more; `carried` is what it keeps between steps. */
export interface Rule {
  readonly name: string;
  /** Decides one step; `carried` is a number that is handed from step to step, 0 at first. */
  decide(
    intervals: Iterator<Interval | undefined>,
    step: { readonly weight: number; readonly steps: number; readonly usual: Requests },
    carried: number,
  ): { readonly end: StepEnd | "undecided"; readonly carried: number };
}

const minimumSuccess = 0.99;
const maximumSeconds = 0.5;

/** The policy that every rule is given: at least 99 % success, p99 of at most 500 ms. */
export const policy: AnalysisModel = {
  interval: "60s",
  count: 1,
  minimumRequests: 100,
  failureLimit: 5,
  noData: "hold",
  metrics: [
    { kind: "success-rate", minimum: 99 },
    { kind: "latency", percentile: 99, maximum: "500ms" },
  ],
};

/** Ours. */
export const ours: Rule = {
  name: "This platform",
  decide(intervals, step) {
    const samples = {
      *[Symbol.iterator]() {
        for (let next = intervals.next(); next.value !== undefined; next = intervals.next()) {
          yield next.value.sample;
        }
      },
    };
    for (const { decision } of judgements(samples, { analysis: policy, step, usual: step.usual })) {
      if (decision !== "hold") return { end: decision, carried: 0 };
    }
    return { end: "undecided", carried: 0 };
  },
};

/** Undefined: no requests, so that Prometheus has no value. */
function withinThresholds({ total, failed, latency }: Requests): boolean | undefined {
  const slowest = percentileOf(latency, 99);
  if (total === 0 || slowest === undefined) return undefined;
  return 1 - failed / total >= minimumSuccess && slowest <= maximumSeconds;
}

/** Checks that may fail in Flagger before it rolls back: the number in its documentation's examples. */
const flaggerThreshold = 5;

/**
 * Flagger: each interval the canary's success rate and p99 of that interval are held against fixed thresholds. One
 * good check advances; the failed ones of all steps are counted, no value being a failure; the fifth rolls back.
 */
export const flagger: Rule = {
  name: "Flagger",
  decide(intervals, _, carried) {
    let failed = carried;
    for (let next = intervals.next(); next.value !== undefined; next = intervals.next()) {
      if (withinThresholds(next.value.fresh.canary) === true) return { end: "advance", carried: failed };
      if (++failed >= flaggerThreshold) return { end: "abort", carried: failed };
    }
    return { end: "undecided", carried: failed };
  },
};

/** Measurements of a step's analysis in Argo Rollouts. */
const rolloutsCount = 5;
/** `consecutiveErrorLimit` of Argo Rollouts. */
const rolloutsErrors = 4;

/**
 * Argo Rollouts: an analysis of five measurements in each step, `successCondition` with the same thresholds, all limits
 * at their defaults: `failureLimit` 0, so that one failed measurement aborts; a measurement without a value is an
 * error, and more than four in a row abort. Nothing is inconclusive where only a `successCondition` is given.
 */
export const rollouts: Rule = {
  name: "Argo Rollouts",
  decide(intervals) {
    let [good, errors] = [0, 0];
    for (let next = intervals.next(); next.value !== undefined; next = intervals.next()) {
      const within = withinThresholds(next.value.fresh.canary);
      if (within === false) return { end: "abort", carried: 0 };
      errors = within === undefined ? errors + 1 : 0;
      if (errors > rolloutsErrors) return { end: "abort", carried: 0 };
      if (within === true && ++good >= rolloutsCount) return { end: "advance", carried: 0 };
    }
    return { end: "undecided", carried: 0 };
  },
};
