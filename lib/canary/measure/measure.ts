/** Everything that a step is judged by, read from Prometheus. */
import type { AnalysisModel, Evidence, Requests, Sample } from "../analysis/mod.ts";
import { durationSeconds } from "../../model/duration.ts";
import { customQuery, durationsQuery, requestsQuery, type Target, type Version } from "./queries.ts";
import { type Counters, requestsOf } from "./requests_of.ts";
import { firstKnown, type Series } from "./series.ts";

/** Asks Prometheus. Rejects where there is no answer. */
export interface Prometheus {
  /** The values of a query from `start` to `end`, `step` seconds apart; times in seconds since 1970. */
  range(
    query: string,
    window: { readonly start: number; readonly end: number; readonly step: number },
  ): Promise<readonly Series[]>;
}

/** The time that is measured. */
export interface Window {
  /** When the step began, in seconds since 1970. */
  readonly since: number;
  /** Now, in seconds since 1970. */
  readonly now: number;
}

/** How far back what is usual is looked for. Unit: seconds. */
const usualSeconds = 3600;
/** How often in that time, so that restarts are noticed. Unit: seconds. */
const usualStep = 300;
/** Prometheus answers with at most 11,000 points for each series. */
const mostIntervals = 5000;

/** The ends of the intervals that have passed, and first the beginning. */
export function ticks({ since, now }: Window, interval: number): readonly number[] {
  const count = Math.min(mostIntervals, Math.floor((now - since) / interval));
  return Array.from({ length: Math.max(0, count) + 1 }, (_, index) => since + index * interval);
}

async function read(
  prometheus: Prometheus,
  target: Target,
  version: Version,
  times: readonly number[],
): Promise<Counters> {
  const window = { start: times[0]!, end: times.at(-1)!, step: (times[1] ?? times[0]! + 1) - times[0]! };
  const [requests, durations] = await Promise.all([
    prometheus.range(requestsQuery(target, version), window),
    prometheus.range(durationsQuery(target, version), window),
  ]);
  return { requests, durations };
}

/**
 * The requests of versions. A Prometheus that has lost its memory sees every counter for the first time, with what it
 * has counted in its life: what was before it knew any of them is left out.
 */
function counted(
  versions: readonly (Counters | undefined)[],
  times: readonly number[],
): readonly (readonly Requests[] | undefined)[] {
  const from = firstKnown(versions.flatMap((version) => version?.requests ?? []), times);
  return versions.map((version) => version && requestsOf(version, times, from));
}

async function orUndefined<Value>(answer: Promise<Value>): Promise<Value | undefined> {
  try {
    return await answer;
  } catch {
    return undefined;
  }
}

/**
 * Reads the evidence of a step, beginning one `scrapeInterval` after it did. Never rejects: what there is no answer for is undefined in the samples, and the
 * analysis says what that means.
 */
export async function measure(
  prometheus: Prometheus,
  { target, analysis, window, scrapeInterval }: {
    readonly target: Target;
    readonly analysis: AnalysisModel;
    readonly window: Window;
    readonly scrapeInterval: string;
  },
): Promise<Evidence> {
  // Until every proxy has been asked once more, its counters are as they were before, and would grow by requests that
  // were another step's, or another image's.
  const since = window.since + durationSeconds(scrapeInterval);
  const times = ticks({ since, now: window.now }, durationSeconds(analysis.interval));
  if (times.length < 2) return { samples: [], usual: undefined };
  const range = { start: times[1]!, end: times.at(-1)!, step: times[1]! - times[0]! };
  const usualTimes = Array.from(
    { length: usualSeconds / usualStep + 1 },
    (_, index) => since - usualSeconds + index * usualStep,
  );
  const [canaryCounters, stableCounters, usualCounters, ...custom] = await Promise.all([
    orUndefined(read(prometheus, target, "canary", times)),
    orUndefined(read(prometheus, target, "stable", times)),
    orUndefined(read(prometheus, target, "stable", usualTimes)),
    ...analysis.metrics.map((metric) =>
      metric.kind === "custom"
        ? orUndefined(prometheus.range(customQuery(metric.query, target, analysis.interval), range))
        : undefined
    ),
  ]);
  const [canary, stable] = counted([canaryCounters, stableCounters], times);
  const [usual] = counted([usualCounters], usualTimes);
  const customAt = custom.map((series) => new Map(series?.[0]?.points));
  const samples = times.slice(1).map((at, index): Sample => ({
    at,
    canary: canary?.[index + 1],
    stable: stable?.[index + 1],
    custom: Object.fromEntries(customAt.map((values, metric) => [metric, values.get(at)])),
  }));
  return { samples, usual: usual?.at(-1) };
}
