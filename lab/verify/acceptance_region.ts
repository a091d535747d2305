import quantile from "@stdlib/stats-base-dists-binomial-quantile";

/** The error rate of a whole proof: how often it says that a promise is broken which is kept. */
export const ERROR_RATE = 1e-4;

/** How many of so many requests may go to one version if each goes there by chance with a fixed probability. */
export interface AcceptanceRegion {
  /** The least that is accepted. */
  readonly least: number;
  /** The most that is accepted. */
  readonly most: number;
}

/**
 * The acceptance region of the exact two-sided binomial test, with half of the error rate on each side.
 *
 * @param count how many requests there were.
 * @param probability that each had to go there, from 0 to 1.
 * @param errorRate of this one test: that of the proof divided by the number of its tests (Bonferroni).
 */
export function acceptanceRegion(count: number, probability: number, errorRate: number): AcceptanceRegion {
  if (probability === 0) return { least: 0, most: 0 };
  if (probability === 1) return { least: count, most: count };
  const half = errorRate / 2;
  return { least: quantile(half, count, probability), most: quantile(1 - half, count, probability) };
}

/** Whether so many may be chance. */
export function accepts({ least, most }: AcceptanceRegion, count: number): boolean {
  return count >= least && count <= most;
}

/**
 * How many requests have to go one way, all of them, so that chance alone does it at most as often as an error rate
 * says.
 *
 * @param probability that each goes that way by chance, from 0 to below 1.
 */
export function requestsToTell(probability: number, errorRate: number): number {
  if (probability === 0) return 1;
  return Math.ceil(Math.log(errorRate) / Math.log(probability));
}
