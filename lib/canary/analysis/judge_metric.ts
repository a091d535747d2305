/** Judges one metric at one moment. */
import { durationSeconds } from "../../model/duration.ts";
import { formatCount, formatSeconds } from "./format_numbers.ts";
import { judgeRate, type Thresholds } from "./judge_rate.ts";
import { percentileOf, type Requests, slowerThan, totalOf } from "./requests.ts";
import type { Metric, MetricJudgement, Sample } from "./types.ts";

/** What a metric is judged with. */
export interface MetricContext {
  /** Undefined: nothing is known. */
  readonly usual: Requests | undefined;
  /** Whether stable has requests to compare with. */
  readonly comparable: boolean;
  /** Requests to each version below which nothing is judged. */
  readonly minimumRequests: number;
  /** How strong evidence must be. */
  readonly thresholds: Thresholds;
}

/** How a metric is called in reports. */
export function metricName(metric: Metric): string {
  if (metric.kind === "custom") return metric.name;
  return metric.kind === "latency" ? `p${metric.percentile ?? 99} latency` : "success rate";
}

const failures = ({ total, failed }: Requests) => ({ total, bad: failed });
const slower = ({ latency }: Requests, seconds: number) => ({
  total: totalOf(latency),
  bad: slowerThan(latency, seconds),
});

interface Versions {
  readonly canary: Requests;
  /** Undefined: there is nothing to compare with. */
  readonly stable: Requests | undefined;
}

function judgeSuccess(
  metric: Extract<Metric, { kind: "success-rate" }>,
  { canary, stable }: Versions,
  { usual, thresholds }: MetricContext,
): MetricJudgement {
  return judgeRate({
    name: metricName(metric),
    bad: "failed",
    fixed: {
      canary: failures(canary),
      stable: stable && failures(stable),
      bound: 1 - metric.minimum / 100,
    },
    relative: stable && {
      bad: "failed",
      canary: failures(canary),
      stable: failures(stable),
      margin: (metric.tolerance ?? 1) / 100,
      usual: usual && { canary: failures(usual), stable: failures(usual) },
    },
  }, thresholds);
}

/**
 * A percentile is a share too: the p99 is at most 500 ms where at most 1 % of the requests take longer. And it is at
 * most 1.5 times stable's where no more of the canary's requests take longer than 1.5 t than of stable's take longer
 * than t. That is asked at the t which usually is stable's percentile, so that it doesn't depend on what is judged.
 */
function judgeLatency(
  metric: Extract<Metric, { kind: "latency" }>,
  { canary, stable }: Versions,
  { usual, minimumRequests, thresholds }: MetricContext,
): MetricJudgement {
  const percentile = metric.percentile ?? 99;
  const maximum = durationSeconds(metric.maximum);
  const ratio = metric.ratio ?? 1.5;
  const known = usual !== undefined && totalOf(usual.latency) >= minimumRequests ? usual : undefined;
  const time = stable && percentileOf((known ?? stable).latency, percentile);
  return judgeRate({
    name: metricName(metric),
    bad: `took longer than ${formatSeconds(maximum)}`,
    fixed: {
      canary: slower(canary, maximum),
      stable: stable && slower(stable, maximum),
      bound: 1 - percentile / 100,
    },
    relative: stable && time !== undefined && time > 0
      ? {
        bad: `took longer than ${formatSeconds(time * ratio)} and ${formatSeconds(time)}`,
        canary: slower(canary, time * ratio),
        stable: slower(stable, time),
        margin: 0,
        usual: known && { canary: slower(known, time * ratio), stable: slower(known, time) },
      }
      : undefined,
  }, thresholds);
}

function judgeCustom(
  metric: Extract<Metric, { kind: "custom" }>,
  value: number | undefined,
): MetricJudgement {
  const name = metricName(metric);
  const bounds = [
    ...(metric.minimum === undefined ? [] : [`at least ${metric.minimum}`]),
    ...(metric.maximum === undefined ? [] : [`at most ${metric.maximum}`]),
  ].join(" and ");
  if (value === undefined || Number.isNaN(value)) return { name, state: "noData", reason: "no value" };
  const good = value >= (metric.minimum ?? -Infinity) && value <= (metric.maximum ?? Infinity);
  return {
    name,
    state: good ? "good" : "failed",
    reason: `is ${Number(value.toPrecision(4))}, must be ${bounds}`,
  };
}

/** Judges a metric by one sample. `index` is its place among the policy's metrics. */
export function judgeMetric(
  metric: Metric,
  index: number,
  sample: Sample,
  context: MetricContext,
): MetricJudgement {
  if (metric.kind === "custom") return judgeCustom(metric, sample.custom[index]);
  const name = metricName(metric);
  const { canary, stable } = sample;
  if (canary === undefined || (stable === undefined && context.comparable)) {
    return { name, state: "noData", reason: "no answer from Prometheus" };
  }
  for (const [version, requests] of [["canary", canary], ["stable", stable]] as const) {
    if (version === "stable" && !context.comparable) continue;
    const total = requests?.total ?? 0;
    if (total >= context.minimumRequests) continue;
    const reason = `${formatCount(total)} requests to ${version}, ${
      formatCount(context.minimumRequests)
    } are needed`;
    return { name, state: "noData", reason };
  }
  const versions = { canary, stable: context.comparable ? stable : undefined };
  return metric.kind === "latency"
    ? judgeLatency(metric, versions, context)
    : judgeSuccess(metric, versions, context);
}
