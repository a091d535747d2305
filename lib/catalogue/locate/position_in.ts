/** Lines and columns of a text. */
import type { Position } from "../../diagnostic.ts";

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\r|\n/g)) starts.push(match.index + match[0].length);
  return starts;
}

/** Where in a text an offset is: columns count UTF-16 code units, as editors and stack traces do; a BOM has no width. */
export function positionIn(text: string): (offset: number) => Position {
  const starts = lineStarts(text);
  const mark = text.startsWith("\uFEFF") ? 1 : 0;
  return (offset) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - starts[low]! + 1 - (low === 0 ? Math.min(mark, offset) : 0) };
  };
}
