/** Whether what was seen goes together with what was predicted. */
import { binomialTest } from "./binomial.ts";

/** Below this a share is taken for wrong: of ten million right ones one is. */
const alpha = 1e-7;

/** What doesn't go together, for people; undefined where all does. Both are by end: shares, and how often each came. */
export function disagreement(
  wanted: ReadonlyMap<string, number>,
  found: ReadonlyMap<string, number>,
  count: number,
): string | undefined {
  for (const [end, times] of found) {
    if (!wanted.has(end)) return `${end} came ${times} times of ${count}`;
  }
  for (const [end, share] of wanted) {
    const chance = binomialTest(found.get(end) ?? 0, count, share);
    if (chance < alpha) {
      return `${end} came ${found.get(end) ?? 0} times of ${count} where ${share} was predicted (${chance})`;
    }
  }
  return undefined;
}
