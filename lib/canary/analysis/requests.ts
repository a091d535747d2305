/** What was measured of a version's requests. */

/** How many of some requests had a property: failed, were too slow. */
export interface Counts {
  /** All requests. */
  readonly total: number;
  /** Those that had it; from 0 to `total`. */
  readonly bad: number;
}

/** A histogram as Prometheus keeps it. */
export interface Histogram {
  /** Upper bounds, rising. Unit: seconds. The last one is `Infinity`. */
  readonly bounds: readonly number[];
  /** How many requests took at most as long as the bound of the same index; never falls. */
  readonly cumulative: readonly number[];
}

/** The requests to one version in some time. */
export interface Requests {
  /** All that were answered or given up. */
  readonly total: number;
  /** Answered with 5xx, or not at all. */
  readonly failed: number;
  /** How long they took; its total may differ from `total` by what was under way. */
  readonly latency: Histogram;
}

/** How many requests a histogram holds. */
export function totalOf({ cumulative }: Histogram): number {
  return cumulative.at(-1) ?? 0;
}

/** Where a bucket is empty above its bound, half a request is taken to be there: logarithms need something. */
const half = 0.5;

/** The requests above a bucket's lower and upper bound, and those bounds. */
interface Bucket {
  readonly lower: number;
  readonly upper: number;
  readonly aboveLower: number;
  readonly aboveUpper: number;
}

function bucketAt({ bounds, cumulative }: Histogram, index: number): Bucket {
  const total = cumulative.at(-1)!;
  return {
    lower: index === 0 ? 0 : bounds[index - 1]!,
    upper: bounds[index]!,
    aboveLower: index === 0 ? total : total - cumulative[index - 1]!,
    aboveUpper: total - cumulative[index]!,
  };
}

/** Whether the requests above a time can be taken to fall as a power of it: not in the first and last bucket. */
function isTail({ lower, upper, aboveLower }: Bucket): boolean {
  return lower > 0 && Number.isFinite(upper) && aboveLower > half;
}

function exponent({ lower, upper, aboveLower, aboveUpper }: Bucket): number {
  return Math.log(Math.max(aboveUpper, half) / aboveLower) / Math.log(upper / lower);
}

/**
 * How many requests took longer than a time in seconds. Within a bucket their number is taken to fall as a power of the
 * time, as the tails of durations do; to spread requests evenly would make most of them too slow where bounds lie far
 * apart. Beyond the last finite bound all of them took longer.
 */
export function slowerThan(histogram: Histogram, seconds: number): number {
  const total = totalOf(histogram);
  const index = histogram.bounds.findIndex((bound) => bound >= seconds);
  if (index === -1 || total === 0) return 0;
  const bucket = bucketAt(histogram, index);
  const { lower, upper, aboveLower, aboveUpper } = bucket;
  if (seconds >= upper) return aboveUpper;
  if (!Number.isFinite(upper)) return aboveLower;
  const above = isTail(bucket)
    ? aboveLower * (seconds / lower) ** exponent(bucket)
    : aboveLower - ((aboveLower - aboveUpper) * (seconds - lower)) / (upper - lower);
  return Math.max(aboveUpper, Math.min(aboveLower, above));
}

/** The time in seconds that a percentage of requests took at most; undefined without requests. */
export function percentileOf(histogram: Histogram, percentile: number): number | undefined {
  const total = totalOf(histogram);
  if (total === 0) return undefined;
  const wanted = total * (1 - percentile / 100);
  const index = histogram.cumulative.findIndex((count) => total - count <= wanted);
  const bucket = bucketAt(histogram, index);
  const { lower, upper, aboveLower, aboveUpper } = bucket;
  if (!Number.isFinite(upper)) return lower;
  if (aboveLower === aboveUpper) return upper;
  const time = isTail(bucket) && wanted > 0
    ? lower * (wanted / aboveLower) ** (1 / exponent(bucket))
    : lower + ((upper - lower) * (aboveLower - wanted)) / (aboveLower - aboveUpper);
  return Math.max(lower, Math.min(upper, time));
}
