/** What a run did, in one line. */
import type { ChangeCounts } from "./change.ts";
import { count, formatNumber, formatSeconds } from "./count.ts";
import type { Wording } from "./list_changes.ts";

/**
 * `clusters/: 3 created, 1 updated, 0 deleted, 84 unchanged (0.31 s)`, or the same in the words for what would be done
 * and for what is the matter. Time in milliseconds.
 */
export function summarizeChanges(counts: ChangeCounts, wording: Wording, milliseconds: number): string {
  const { created, updated, deleted, unchanged } = counts;
  const time = `(${formatSeconds(milliseconds)})`;
  const list = (words: readonly (readonly [number, string])[]) =>
    words.map(([number, word]) => `${formatNumber(number)} ${word}`).join(", ");
  if (wording === "done") {
    const numbers: [number, string][] = [
      [created, "created"],
      [updated, "updated"],
      [deleted, "deleted"],
      [unchanged, "unchanged"],
    ];
    return `clusters/: ${list(numbers)} ${time}`;
  }
  if (wording === "planned") {
    const numbers: [number, string][] = [
      [created, "to create"],
      [updated, "to update"],
      [deleted, "to delete"],
      [unchanged, "unchanged"],
    ];
    return `clusters/: ${list(numbers)}; nothing was written ${time}`;
  }
  if (created + updated + deleted === 0) {
    return `clusters/: ${count(unchanged, "file")} as the catalogue says ${time}`;
  }
  const numbers: [number, string][] = [
    [created, "missing"],
    [updated, "outdated"],
    [deleted, "left over"],
    [unchanged, "as the catalogue says"],
  ];
  return `clusters/: ${list(numbers)} ${time}`;
}
