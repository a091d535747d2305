/** The line of a file that a mistake is in. */
import type { Position } from "../diagnostic.ts";
import { printable } from "./printable.ts";
import type { Style } from "./style.ts";

const widest = 100;

/** The longest part of a line that still shows the column, and where the column is in it, from 0. */
function window(line: string, column: number): { readonly text: string; readonly caret: number } {
  const start = column <= widest - 10 ? 0 : column - widest / 2;
  const cut = line.slice(start, start + widest);
  const before = start > 0 ? "…" : "";
  const after = start + widest < line.length ? "…" : "";
  return { text: before + cut + after, caret: column - start + before.length };
}

/**
 * Two lines, the source and a caret below the column; undefined where the source has no such line. Tabs become
 * blanks so that the caret stands where it should.
 */
export function sourceExcerpt(source: string, position: Position, style: Style): string | undefined {
  const written = source.split("\n", position.line)[position.line - 1]?.trimEnd();
  if (written === undefined || written === "") return undefined;
  const line = printable(written.replaceAll("\t", " "));
  const indent = /^ */.exec(line)![0].length;
  const { text, caret } = window(line.slice(indent), Math.max(0, position.column - 1 - indent));
  const number = String(position.line);
  return `  ${style.faint(`${number} |`)} ${text}\n  ${" ".repeat(number.length)} ${style.faint("|")} ${
    " ".repeat(caret)
  }${style.error("^")}`;
}
