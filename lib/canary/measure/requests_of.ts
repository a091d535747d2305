/** From counters to requests. */
import type { Requests } from "../analysis/requests.ts";
import { growth, type Series } from "./series.ts";

/** Answers of 5xx, and requests that never got one. */
function isFailure(code: string | undefined): boolean {
  return code === undefined || /^(?:5\d\d|0)$/.test(code);
}

function seconds(le: string | undefined): number {
  return le === undefined || le === "+Inf" ? Infinity : Number(le) / 1000;
}

/** The counters of one version. */
export interface Counters {
  /** Requests by `response_code`. */
  readonly requests: readonly Series[];
  /** Durations by `le`, in milliseconds. */
  readonly durations: readonly Series[];
}

/** The requests to one version up to each of some times, since the one with the index `from`. */
export function requestsOf(
  { requests, durations }: Counters,
  times: readonly number[],
  from = 0,
): readonly Requests[] {
  const counted = requests.map((series) => ({
    failed: isFailure(series.labels["response_code"]),
    growth: growth(series, times, from),
  }));
  const buckets = new Map<number, number[]>();
  for (const series of durations) {
    const bound = seconds(series.labels["le"]);
    const sums = buckets.get(bound) ?? times.map(() => 0);
    for (const [index, value] of growth(series, times, from).entries()) sums[index]! += value;
    buckets.set(bound, sums);
  }
  const bounds = [...buckets.keys()].sort((a, b) => a - b);
  if (bounds.at(-1) !== Infinity) bounds.push(Infinity);
  return times.map((_, index) => {
    const sum = (onlyFailed: boolean) =>
      counted.reduce((all, { failed, growth }) => all + (onlyFailed && !failed ? 0 : growth[index]!), 0);
    let highest = 0;
    // Buckets are scraped one after the other's pod, so that a higher one may seem to hold less for a moment.
    const cumulative = bounds.map((bound) => highest = Math.max(highest, buckets.get(bound)?.[index] ?? 0));
    return { total: sum(false), failed: sum(true), latency: { bounds, cumulative } };
  });
}
