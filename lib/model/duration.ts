/** Durations as Go and Istio write them. */

const secondsPerUnit: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };

/** How many seconds a duration such as `1m30s` or `250ms` lasts; NaN where it isn't one. */
export function durationSeconds(duration: string): number {
  let seconds = 0;
  let read = 0;
  for (const match of duration.matchAll(/([0-9]+(?:\.[0-9]+)?)(ms|s|m|h)/g)) {
    seconds += Number(match[1]) * secondsPerUnit[match[2]!]!;
    read += match[0].length;
  }
  return read === duration.length && read > 0 ? Math.round(seconds * 1e6) / 1e6 : Number.NaN;
}
