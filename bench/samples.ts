/** Several measurements of the same thing. */

/** Seconds of several runs. */
export interface Samples {
  /** The one in the middle. */
  readonly median: number;
  readonly fastest: number;
  readonly slowest: number;
  /** How many there were. */
  readonly runs: number;
}

/** Sums up the seconds of one run or more. */
export function samplesOf(seconds: readonly number[]): Samples {
  const sorted = seconds.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return { median, fastest: sorted[0]!, slowest: sorted.at(-1)!, runs: sorted.length };
}
