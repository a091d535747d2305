/** How much each file changes. */
import { count } from "./count.ts";
import type { FileDifference } from "./file_difference.ts";
import type { Style } from "./style.ts";

const widestBar = 40;

/** As many signs as lines, or proportionally fewer, but never none for some. */
function bar(lines: number, most: number): number {
  if (most <= widestBar) return lines;
  return lines === 0 ? 0 : Math.max(1, Math.round((lines * widestBar) / most));
}

/** A line for each file, ` clusters/base/ml/service.yaml | 12 +++++++-----`, and one with the sums. */
export function differenceStat(differences: readonly FileDifference[], style: Style): readonly string[] {
  const total = (each: (difference: FileDifference) => number) =>
    differences.reduce((sum, difference) => sum + each(difference), 0);
  const width = differences.reduce((widest, { path }) => Math.max(widest, path.length), 0);
  const most = differences.reduce((largest, { added, removed }) => Math.max(largest, added + removed), 0);
  const digits = String(most).length;
  const lines = differences.map(({ path, added, removed }) => {
    const bars = style.added("+".repeat(bar(added, most))) + style.removed("-".repeat(bar(removed, most)));
    return ` ${path.padEnd(width)} | ${String(added + removed).padStart(digits)} ${bars}`;
  });
  const sums = [
    `${count(differences.length, "file")} changed`,
    count(total((difference) => difference.added), "line added", "lines added"),
    count(total((difference) => difference.removed), "line removed", "lines removed"),
  ];
  return [...lines, ` ${sums.join(", ")}`];
}
