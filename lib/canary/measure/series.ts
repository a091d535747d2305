/** Counters as Prometheus remembers them. */

/** One series of a range query. */
export interface Series {
  /** Its labels. */
  readonly labels: Readonly<Record<string, string>>;
  /** Times in seconds since 1970 and values, in order of time. */
  readonly points: readonly (readonly [at: number, value: number])[];
}

/** The index of the first of some times at which any of the series is known; 0 where none is. */
export function firstKnown(all: readonly Series[], times: readonly number[]): number {
  const known = new Set(all.flatMap(({ points }) => points.map(([at]) => at)));
  return Math.max(0, times.findIndex((time) => known.has(time)));
}

/**
 * How much a counter had grown at each of some times since the first of them, or since the one with the index `from`. A
 * counter that isn't there yet stands at 0; one that falls has begun anew; one that can't be seen for a while stands
 * still.
 */
export function growth({ points }: Series, times: readonly number[], from = 0): readonly number[] {
  const values = new Map(points);
  const result: number[] = [];
  let before: number | undefined;
  let total = 0;
  for (const [index, time] of times.entries()) {
    const value = values.get(time);
    if (value !== undefined && Number.isFinite(value)) {
      if (index > from) total += before === undefined || value < before ? value : value - before;
      before = value;
    }
    result.push(total);
  }
  return result;
}
