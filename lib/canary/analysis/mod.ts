/** The decision rule: whether a canary may take its next step. */
export { type ErrorRates, errorRates } from "./error_rates.ts";
export { judge, judgements, type JudgeOptions } from "./judge.ts";
export { metricName } from "./judge_metric.ts";
export { type Counts, type Histogram, percentileOf, type Requests, slowerThan } from "./requests.ts";
export type {
  AnalysisModel,
  Evidence,
  JudgedStep,
  Judgement,
  Metric,
  MetricJudgement,
  MetricState,
  Sample,
} from "./types.ts";
