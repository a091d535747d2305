/** What is behind a line, for people. */
import type { Style } from "../../report/style.ts";
import { printable } from "../../report/printable.ts";
import type { ExplainedBase, ExplainedLine, Reason } from "../explained.ts";
import { reasonRows, shortReason } from "./words.ts";

const widest = (texts: readonly string[]) => Math.max(0, ...texts.map(({ length }) => length));

function reasonLines(reason: Reason, style: Style): readonly string[] {
  const rows = reasonRows(reason);
  const [words, places] = [widest(rows.map(([word]) => word)), widest(rows.map(([, place]) => place))];
  return rows.map(([word, place, sentence]) =>
    `  ${style.strong(word.padEnd(words))}  ${style.place(place.padEnd(places))}  ${sentence}`.trimEnd()
  );
}

function baseLines(base: ExplainedBase, style: Style): readonly string[] {
  const written = `${base.file}:${base.line}`;
  return [
    "",
    base.exact ? "  The base says there:" : "  The base has no such value; it would stand in:",
    `${style.place(written)}`,
    `  ${style.faint(`${base.line} |`)} ${printable(base.text)}`,
    ...reasonLines(base, style),
  ];
}

/** One line with everything that is worth telling. */
export function lineText(file: string, line: ExplainedLine, style: Style): string {
  const shown = `  ${style.faint(`${line.line} |`)} ${printable(line.text)}`;
  const lines = [style.place(`${file}:${line.line}`), shown];
  if (line.kind === "header") {
    lines.push(
      "  The header: it names the inputs, and its checksum tells whether anybody edited the file by hand.",
    );
  }
  if (line.kind === "foreign") {
    lines.push(
      `  ${style.warning("edited or outdated")}: the catalogue ${
        line.instead === undefined ? "renders no such line" : "renders this line instead, explained below:"
      }`,
      ...(line.instead === undefined
        ? []
        : [`  ${style.faint(`${line.line} |`)} ${printable(line.instead)}`]),
    );
  }
  lines.push(...reasonLines(line, style));
  if (line.base !== undefined) lines.push(...baseLines(line.base, style));
  return lines.join("\n");
}

/** How wide the lines of a file are shown; what is longer is cut. */
const width = 72;

/** A whole file, each line with its first reason. */
export function fileText(lines: readonly ExplainedLine[], style: Style): string {
  const digits = String(lines.at(-1)?.line ?? 0).length;
  const room = Math.min(width, widest(lines.map(({ text }) => text)));
  return lines.map((line) => {
    const text = printable(line.text);
    const cut = text.length > room ? `${text.slice(0, room - 1)}…` : text.padEnd(room);
    const number = style.faint(`${String(line.line).padStart(digits)} |`);
    const reason = shortReason(line);
    const faded = line.kind === "foreign"
      ? style.warning(reason)
      : line.renderer === undefined
      ? reason
      : style.faint(reason);
    return `${number} ${cut}  ${style.faint("←")} ${faded}`;
  }).join("\n");
}
