/** Whether a command printed what a page shows. */

/** The line that stands for lines that a page leaves out. */
export const ELLIPSIS = "…";

/** What differs from run to run is written alike: times, commits, and how many files a command had nothing to do with. */
export function withoutChance(line: string): string {
  return line
    .replaceAll(/\d+(\.\d+)? s\b/g, "… s")
    .replaceAll(/\b[0-9a-f]{7,40}\b/g, "commit")
    .replaceAll(/\b\d+ (unchanged|(files )?as the catalogue says)\b/g, "… $1")
    .trimEnd();
}

/** What differs between two labs is written alike too: every number, and the spaces that put columns in line. */
export function withoutNumbers(line: string): string {
  return withoutChance(line).replaceAll(/\d[\d,.]*(e[+-]?\d+)?/g, "0").replaceAll(/\s+/g, " ");
}

/**
 * Compares what was printed with what a page shows.
 *
 * @param shown lines; one that is `…` stands for one or more.
 * @param alike what makes two lines the same that needn't be.
 * @returns the first shown line that wasn't printed where it should be, or that something else was printed; `undefined`
 * if all is as shown.
 */
export function firstDifference(
  shown: readonly string[],
  printed: readonly string[],
  alike: (line: string) => string = withoutChance,
): string | undefined {
  const wanted = shown.map(alike);
  const found = printed.map(alike);
  let at = 0;
  for (const [index, line] of wanted.entries()) {
    if (line === ELLIPSIS) {
      const next = wanted[index + 1];
      // Leaves out at least one line, so that a page has no sign of omission where nothing is omitted.
      const end = next === undefined ? found.length : found.indexOf(next, at + 1);
      if (end <= at) return next === undefined ? "… stands for nothing" : `not printed: ${shown[index + 1]}`;
      at = end;
      continue;
    }
    if (found[at] !== line) return `not printed: ${shown[index]}`;
    at += 1;
  }
  return at === found.length ? undefined : `printed too: ${printed[at]}`;
}
