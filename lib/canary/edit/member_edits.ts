/** Puts a member into an object or list, or takes one out, and leaves everything else as it is written. */
import type { Container, Span } from "./container.ts";
import type { FileStyle } from "./file_style.ts";
import type { TextEdit } from "./text_edit.ts";

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

/** The indentation of the line that an offset is on. */
export function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset)))![0];
}

/** Whether nothing but space stands before an offset on its line. */
function beginsLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === "";
}

/** The offset of the comma behind a member, comments left out; undefined where there is none. */
function commaAfter(text: string, container: Container, from: number): number | undefined {
  for (let at = from; at < container.end - 1; at++) {
    const comment = container.comments.find(({ start, end }) => at >= start && at < end);
    if (comment !== undefined) at = comment.end - 1;
    else if (text[at] === ",") return at;
    else if (!/\s/.test(text[at]!)) return undefined;
  }
  return undefined;
}

/** The end of the line of an offset where only comments follow on it; undefined where something else does. */
function restOfLine(text: string, container: Container, from: number): number | undefined {
  for (let at = from; at < container.end - 1; at++) {
    const comment = container.comments.find(({ start }) => start === at);
    if (comment !== undefined) {
      if (text.slice(comment.start, comment.end).includes("\n")) return undefined;
      at = comment.end - 1;
    } else if (text[at] === "\n") return text[at - 1] === "\r" ? at - 1 : at;
    else if (!/[ \t\r]/.test(text[at]!)) return undefined;
  }
  return undefined;
}

/** The end of the comments that follow an offset on its line. */
function endOfComments(text: string, { comments }: Container, from: number): number {
  let end = from;
  for (const comment of comments) {
    if (comment.start < end || text.slice(end, comment.start).trim() !== "") continue;
    if (text.slice(end, comment.end).includes("\n") || text.startsWith("//", comment.start)) break;
    end = comment.end;
  }
  return end;
}

/**
 * The edits that put a member behind the one with an index, or first for -1. `write` gives its source for the
 * indentation that its line will have.
 */
export function insertMember(
  text: string,
  container: Container,
  index: number,
  write: (indent: string) => string,
  style: FileStyle,
): readonly TextEdit[] {
  const { members, start, end, kind } = container;
  const at = (offset: number, inserted: string): TextEdit => ({ start: offset, end: offset, text: inserted });
  const anchor = members[index];
  const [first] = members;
  const outer = indentAt(text, start);
  if (first === undefined) {
    if (!text.slice(start, end).includes("\n")) {
      const gap = kind === "object" ? " " : "";
      const inner = text.slice(start + 1, end - 1);
      return [{ start: start + 1, end: end - 1, text: `${inner.trimEnd()}${gap}${write(outer)}${gap}` }];
    }
    const indent = outer + style.indent;
    const closing = lineStart(text, end - 1);
    if (beginsLine(text, end - 1)) return [at(closing, `${indent}${write(indent)},${style.lineBreak}`)];
    return [at(end - 1, `${style.lineBreak}${indent}${write(indent)},${style.lineBreak}${outer}`)];
  }
  if (anchor === undefined) {
    if (!beginsLine(text, first.start)) return [at(first.start, `${write(outer)}, `)];
    const indent = indentAt(text, first.start);
    const line = restOfLine(text, container, start + 1);
    if (line !== undefined) return [at(line, `${style.lineBreak}${indent}${write(indent)},`)];
    return [at(first.start, `${write(indent)},${style.lineBreak}${indent}`)];
  }
  const comma = commaAfter(text, container, anchor.end);
  const onOwnLine = beginsLine(text, anchor.start);
  const indent = indentAt(text, anchor.start);
  const line = onOwnLine ? restOfLine(text, container, (comma ?? anchor.end - 1) + 1) : undefined;
  if (line !== undefined) {
    const source = `${style.lineBreak}${indent}${write(indent)}`;
    return comma === undefined ? [at(anchor.end, ","), at(line, source)] : [at(line, `${source},`)];
  }
  // Comments behind a member stay behind it.
  if (comma !== undefined) return [at(comma + 1, ` ${write(indent)},`)];
  return [at(endOfComments(text, container, anchor.end), `, ${write(indent)}`)];
}

/** The edits that take the member with an index away, with its comma and the comment behind it on its line. */
export function removeMember(text: string, container: Container, index: number): readonly TextEdit[] {
  const { members } = container;
  const member = members[index]!;
  const before = members[index - 1];
  const next = members[index + 1];
  const comma = commaAfter(text, container, member.end);
  // Without a comma behind it, it was the last: then the one before it has no need of its own.
  const stray = comma === undefined && before !== undefined
    ? commaAfter(text, container, before.end)
    : undefined;
  const cut = ({ start, end }: Span): TextEdit => ({ start, end, text: "" });
  const line = restOfLine(text, container, (comma ?? member.end - 1) + 1);
  if (beginsLine(text, member.start) && line !== undefined) {
    const from = lineStart(text, member.start);
    const lineEnd = text.indexOf("\n", line) + 1;
    return [
      ...(stray === undefined ? [] : [cut({ start: stray, end: stray + 1 })]),
      cut({ start: from, end: lineEnd }),
    ];
  }
  if (next !== undefined) {
    // Comments between stay, unless they stand between the member and its own comma.
    let end = (comma ?? member.end - 1) + 1;
    while (/[ \t]/.test(text[end] ?? "")) end++;
    return [cut({ start: member.start, end })];
  }
  const spaces = (offset: number, least: number) => {
    let start = offset;
    while (start > least && /[ \t]/.test(text[start - 1]!)) start--;
    return start;
  };
  if (stray !== undefined) {
    const start = spaces(member.start, stray + 1);
    return start === stray + 1
      ? [cut({ start: stray, end: member.end })]
      : [cut({ start: stray, end: stray + 1 }), cut({ start: member.start, end: member.end })];
  }
  const start = before === undefined ? member.start : spaces(member.start, before.end);
  return [cut({ start, end: (comma ?? member.end - 1) + 1 })];
}
