/** Judges the metrics that count bad requests: failures, and requests slower than a percentile allows. */
import { compareRates } from "./compare_rates.ts";
import { priorFrom } from "./evidence.ts";
import { formatCounts, formatEvidence, formatShare } from "./format_numbers.ts";
import type { Counts } from "./requests.ts";
import type { MetricJudgement } from "./types.ts";

/** Bad requests of both versions, and how many there may be. */
export interface RateQuestion {
  /** `success rate`, `p99 latency`. */
  readonly name: string;
  /** What bad requests did: `failed`, `took longer than 500 ms`. */
  readonly bad: string;
  /** Against a fixed bound. */
  readonly fixed: {
    readonly canary: Counts;
    /** Undefined where stable has no requests. */
    readonly stable: Counts | undefined;
    /** The highest share that is allowed. */
    readonly bound: number;
  };
  /** Against stable; undefined where there is nothing to compare with. */
  readonly relative: {
    /** What bad requests did, where that differs between versions. */
    readonly bad: string;
    readonly canary: Counts;
    readonly stable: Counts;
    /** How far above stable's share the canary's may be. */
    readonly margin: number;
    /** What is usual, of a canary like stable and of stable. */
    readonly usual: { readonly canary: Counts; readonly stable: Counts } | undefined;
  } | undefined;
}

/** What evidence is strong enough, as natural logarithms. */
export interface Thresholds {
  /** To abort. */
  readonly abort: number;
  /** To advance. */
  readonly advance: number;
}

function rate({ bad, total }: Counts): number {
  return total === 0 ? 0 : bad / total;
}

function judgeRelative(
  { name, relative }: RateQuestion,
  thresholds: Thresholds,
): MetricJudgement | undefined {
  if (relative === undefined) return undefined;
  const { canary, stable, margin, usual, bad } = relative;
  const priors = usual && { canary: priorFrom(usual.canary), stable: priorFrom(usual.stable) };
  const { above, below } = compareRates({ canary, stable, ...(priors && { priors }) }, margin);
  const numbers = `canary ${formatCounts(canary)}, stable ${formatCounts(stable)} ${bad}`;
  const allowed = margin === 0 ? "more" : `more than ${formatShare(margin)} points more`;
  if (above >= thresholds.abort) {
    return { name, state: "bad", reason: `${numbers}: ${formatEvidence(above)} that it is ${allowed}` };
  }
  if (below >= thresholds.advance) {
    return { name, state: "good", reason: `${numbers}: ${formatEvidence(below)} that it isn't ${allowed}` };
  }
  return { name, state: "open", reason: `${numbers}: too few to tell whether it is ${allowed}` };
}

/**
 * Judges a metric against its fixed bound and against stable. Against a fixed bound, a canary is only aborted while
 * stable keeps to it: what hits both isn't the canary's doing.
 */
export function judgeRate(question: RateQuestion, thresholds: Thresholds): MetricJudgement {
  const { name, bad, fixed } = question;
  const { above } = compareRates({ canary: fixed.canary }, fixed.bound);
  const numbers = `canary ${formatCounts(fixed.canary)} ${bad}, at most ${formatShare(fixed.bound)} may`;
  const relative = judgeRelative(question, thresholds);
  if (relative?.state === "bad") return relative;
  if (above >= thresholds.abort) {
    if (fixed.stable !== undefined && rate(fixed.stable) > fixed.bound) {
      return { name, state: "open", reason: `${numbers}; so does stable with ${formatCounts(fixed.stable)}` };
    }
    return { name, state: "bad", reason: `${numbers}: ${formatEvidence(above)} that it is more` };
  }
  if (rate(fixed.canary) > fixed.bound) return { name, state: "open", reason: `${numbers}: not yet sure` };
  return relative ?? { name, state: "good", reason: numbers };
}
