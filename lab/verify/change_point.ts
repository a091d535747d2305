/** Requests of a stretch of time. */
export interface Window {
  /** Unit: seconds. */
  readonly begin: number;
  /** Unit: seconds. */
  readonly end: number;
  readonly total: number;
  /** Those of them that went to the canary. */
  readonly canary: number;
}

/** So likely is at least what a share of 0 % or 100 % rules out: both may be seen in a window with the change. */
const LEAST = 1e-3;

/**
 * Where a share changed from one known value to another: the first window that belongs to the new one, by the greatest
 * likelihood. `windows.length` if the new share is never seen.
 *
 * @param before the share before, from 0 to 1.
 * @param after the share after it, another one.
 */
export function changePoint(windows: readonly Window[], before: number, after: number): number {
  let best = windows.length;
  let bestGain = 0;
  let gain = 0;
  // From the end on: what is gained by letting the windows from here on belong to the new share.
  for (let index = windows.length - 1; index >= 0; index--) {
    const window = windows[index]!;
    gain += likelihood(window, after) - likelihood(window, before);
    if (gain > bestGain) [best, bestGain] = [index, gain];
  }
  return best;
}

function likelihood({ total, canary }: Window, share: number): number {
  const p = Math.min(1 - LEAST, Math.max(LEAST, share));
  return canary * Math.log(p) + (total - canary) * Math.log(1 - p);
}

/** The requests of several windows together. */
export function sumOf(windows: readonly Window[]): Pick<Window, "total" | "canary"> {
  return {
    total: windows.reduce((sum, { total }) => sum + total, 0),
    canary: windows.reduce((sum, { canary }) => sum + canary, 0),
  };
}
