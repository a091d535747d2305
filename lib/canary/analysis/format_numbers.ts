/** How the numbers of a judgement are written. */
import type { Counts } from "./requests.ts";

/** `1,204`. */
export function formatCount(count: number): string {
  return Math.round(count).toLocaleString("en-US");
}

/** A share as percent: `0.08 %`, with two digits behind the point at most. */
export function formatShare(share: number): string {
  return `${Number((share * 100).toFixed(2))} %`;
}

/** `12 of 1,180 (1.02 %)`. */
export function formatCounts({ bad, total }: Counts): string {
  return `${formatCount(bad)} of ${formatCount(total)} (${formatShare(total === 0 ? 0 : bad / total)})`;
}

/** Seconds as people say them: `250 ms`, `1.2 s`. */
export function formatSeconds(seconds: number): string {
  return seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${Number(seconds.toFixed(2))} s`;
}

/** How strong evidence is, from its natural logarithm: `3,200 to 1`. */
export function formatEvidence(logEvidence: number): string {
  if (logEvidence > Math.log(1e6)) return "more than 1,000,000 to 1";
  return `${formatCount(Math.exp(logEvidence))} to 1`;
}
