/** What should become of a canary, from all that was measured since its step began. */
import { type ErrorRates, errorRates } from "./error_rates.ts";
import { formatCount } from "./format_numbers.ts";
import { judgeMetric, type MetricContext } from "./judge_metric.ts";
import type { Requests } from "./requests.ts";
import type { AnalysisModel, Evidence, JudgedStep, Judgement, MetricJudgement, Sample } from "./types.ts";

/** Two claims, a fixed bound and a comparison, can each lead to an abort. */
const claimsPerMetric = 2;

/** How strong evidence must be, so that all claims of all steps together keep to the error rates. */
function thresholdsOf({ metrics }: AnalysisModel, { steps }: JudgedStep, rates: ErrorRates) {
  const claims = claimsPerMetric * metrics.filter(({ kind }) => kind !== "custom").length;
  return {
    abort: Math.log((Math.max(1, claims) * Math.max(1, steps)) / rates.falseAbort),
    advance: Math.log(1 / rates.falseAdvance),
  };
}

const withState = (metrics: readonly MetricJudgement[], state: MetricJudgement["state"]) =>
  metrics.filter((metric) => metric.state === state);
const reason = ({ name, reason }: MetricJudgement) => `${name}: ${reason}`;

/** Whether a moment counts as good for the next step, and whether as a failed judgement. */
function count(metrics: readonly MetricJudgement[], noData: AnalysisModel["noData"]) {
  const missing = withState(metrics, "noData").length > 0;
  return {
    failed: withState(metrics, "failed").length > 0 || (missing && noData === "abort"),
    good: metrics.every(({ state }) => state === "good" || (state === "noData" && noData === "advance")),
  };
}

function requestsOf(sample: Sample | undefined): Judgement["requests"] {
  return { canary: sample?.canary?.total ?? 0, stable: sample?.stable?.total ?? 0 };
}

/** What a step is judged with. */
export interface JudgeOptions {
  /** The policy. */
  readonly analysis: AnalysisModel;
  /** The step. */
  readonly step: JudgedStep;
  /** Requests to stable in the time before the step began; undefined: unknown. */
  readonly usual: Requests | undefined;
  /** Default: {@linkcode errorRates}. */
  readonly rates?: ErrorRates;
}

/** What is to be said after each sample of a step; ends with the first abort. */
export function* judgements(
  samples: Iterable<Sample>,
  { analysis, step, usual, rates = errorRates }: JudgeOptions,
): Generator<Judgement, void> {
  const context: MetricContext = {
    usual,
    comparable: step.weight < 100,
    minimumRequests: analysis.minimumRequests,
    thresholds: thresholdsOf(analysis, step, rates),
  };
  const failureLimit = Math.max(1, analysis.failureLimit);
  let [failures, inARow] = [0, 0];
  for (const sample of samples) {
    const metrics = analysis.metrics.map((metric, index) => judgeMetric(metric, index, sample, context));
    const { failed, good } = count(metrics, analysis.noData);
    failures += failed ? 1 : 0;
    inARow = good ? inARow + 1 : 0;
    const base = { metrics, requests: requestsOf(sample), failures };
    const bad = withState(metrics, "bad");
    if (bad.length > 0) return yield { decision: "abort", reasons: bad.map(reason), ...base };
    if (failures >= failureLimit) {
      const causes = [...withState(metrics, "failed"), ...withState(metrics, "noData")].map(reason);
      const limit = `${formatCount(failures)} judgements failed, ${formatCount(failureLimit)} are too many`;
      return yield { decision: "abort", reasons: [...causes, limit], ...base };
    }
    if (inARow >= analysis.count) yield { decision: "advance", reasons: metrics.map(reason), ...base };
    else {
      const waiting = metrics.filter(({ state }) => state !== "good").map(reason);
      const row = `good ${inARow} times in a row, ${analysis.count} are needed`;
      yield { decision: "hold", reasons: waiting.length > 0 ? waiting : [row], ...base };
    }
  }
}

/**
 * Judges a step by every sample since it began, so that the answer depends on nothing but the policy and what
 * Prometheus remembers: whoever asks again gets the same one.
 *
 * - A success rate or latency that is shown to be too bad aborts at once. While a canary keeps to its bounds that
 *   happens with a chance of at most `rates.falseAbort`, over all steps.
 * - A custom metric out of its bounds is a failed judgement; `failureLimit` of them abort.
 * - `count` samples in a row in which every metric is good advance. Of a canary that is worse than stable by more than
 *   it may be, a step does so with a chance of at most `rates.falseAdvance`.
 * - Anything else holds. `noData` says what too few requests or no answer means: to hold, a failed judgement
 *   (`abort`), or a good one (`advance`).
 */
export function judge(
  analysis: AnalysisModel,
  step: JudgedStep,
  { samples, usual }: Evidence,
  rates: ErrorRates = errorRates,
): Judgement {
  let last: Judgement = {
    decision: "hold",
    reasons: ["no interval has ended yet"],
    metrics: [],
    requests: { canary: 0, stable: 0 },
    failures: 0,
  };
  for (const judgement of judgements(samples, { analysis, step, usual, rates })) last = judgement;
  return last;
}
