/** How a file is written, so that what is put in looks the same. */

/** The habits of a file. */
export interface FileStyle {
  /** `"` or `'`. */
  readonly quote: '"' | "'";
  /** One level of indentation. */
  readonly indent: string;
  /** A line break. */
  readonly lineBreak: "\n" | "\r\n";
}

function indentOf(text: string): string {
  const counts = new Map<string, number>();
  let before = "";
  for (const [, space = ""] of text.matchAll(/^([ \t]*)(?=[^\s*/])/gm)) {
    if (space.startsWith(before) && space.length > before.length) {
      const step = space.slice(before.length);
      counts.set(step, (counts.get(step) ?? 0) + 1);
    }
    before = space;
  }
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  return most?.[0] ?? "  ";
}

/** Reads a file's habits off its text; what can't be told is as `deno fmt` has it. */
export function styleOf(text: string): FileStyle {
  const doubles = text.match(/"/g)?.length ?? 0;
  const singles = text.match(/'/g)?.length ?? 0;
  return {
    quote: singles > doubles ? "'" : '"',
    indent: indentOf(text),
    lineBreak: /\r\n/.test(text) ? "\r\n" : "\n",
  };
}
