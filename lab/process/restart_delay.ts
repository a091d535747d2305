/** Seconds to wait after the first restart. */
const FIRST = 1;

/** The most seconds to wait. */
const LONGEST = 30;

/** Seconds from one restart to the next at least, after so many: none before the first, then doubled each time. */
export function restartDelay(restarts: number): number {
  return restarts === 0 ? 0 : Math.min(FIRST * 2 ** (restarts - 1), LONGEST);
}
