/** What a judgement is made from, and what it says. */
import type { CanaryModel, Frozen, MetricInput } from "../../model/types.ts";
import type { Requests } from "./requests.ts";

/** How a canary is judged, with every default. */
export type AnalysisModel = NonNullable<CanaryModel["analysis"]>;

/** What was measured at the end of one interval. Undefined: there was no answer. */
export interface Sample {
  /** Seconds since 1970. */
  readonly at: number;
  /** All requests to the canary since the step began. */
  readonly canary: Requests | undefined;
  /** All requests to stable since the step began. */
  readonly stable: Requests | undefined;
  /** The values of the custom metrics now, by their index among all metrics. */
  readonly custom: Readonly<Record<number, number | undefined>>;
}

/** Everything that was measured since a step began. */
export interface Evidence {
  /** One for each interval that has ended, in order of time. */
  readonly samples: readonly Sample[];
  /** Requests to stable in the time before the step began: what is usual. Undefined: unknown. */
  readonly usual: Requests | undefined;
}

/** The step that is judged. */
export interface JudgedStep {
  /** Percent of requests to the canary. With 100 there is no stable to compare with, and only fixed bounds count. */
  readonly weight: number;
  /** How many steps share the chance of a false abort: those of the policy. */
  readonly steps: number;
}

/** What a metric says at one moment. */
export type MetricState =
  /** Shown to be no worse than it may be. */
  | "good"
  /** Nothing is shown yet, one way or the other. */
  | "open"
  /** Shown to be worse than it may be. */
  | "bad"
  /** Out of bounds now, which counts as one failed judgement. */
  | "failed"
  /** Too few requests, or no answer. */
  | "noData";

/** A metric at one moment. */
export interface MetricJudgement {
  /** `success rate`, `p99 latency` or the custom metric's name. */
  readonly name: string;
  /** What it says. */
  readonly state: MetricState;
  /** Why, with the numbers; one sentence without a full stop. */
  readonly reason: string;
}

/** What should become of a canary. */
export interface Judgement {
  /** `advance`: the next step may be taken; `abort`: it must go; `hold`: neither yet. */
  readonly decision: "advance" | "hold" | "abort";
  /** Why, the weightiest first. */
  readonly reasons: readonly string[];
  /** Every metric as it is now; of an abort, as it was when it was decided. */
  readonly metrics: readonly MetricJudgement[];
  /** Requests to each version that it rests on. */
  readonly requests: { readonly canary: number; readonly stable: number };
  /** How many judgements have failed in this step. */
  readonly failures: number;
}

/** A metric of a policy. */
export type Metric = Frozen<MetricInput>;
