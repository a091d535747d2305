/** The reference of all rules, docs/reference/rules.md. */
import type { RuleDocument } from "../report/rule_document.ts";

/** Rules of one origin under a heading. */
export interface RuleTable {
  /** The heading, for example `Rules over the whole catalogue`. */
  readonly title: string;
  /** One paragraph on what these have in common. */
  readonly about: string;
  /** In the order of their codes. */
  readonly rules: readonly RuleDocument[];
}

const anchor = ({ code }: RuleDocument) => code.toLowerCase();

/** The width at which the repository's formatter breaks lines. Unit: characters. */
const width = 110;

/** Prose as the formatter leaves it: broken between words, never within code. */
function wrapped(text: string): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.match(/(?:`[^`]*`|[^\s`])+/g) ?? []) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** A table as the formatter leaves it: columns as wide as their widest cell. */
function table(rows: readonly (readonly string[])[]): readonly string[] {
  // A bar would end the cell.
  const cells = rows.map((row) => row.map((cell) => cell.replaceAll("|", "\\|")));
  const widths = cells[0]!.map((_, column) => Math.max(3, ...cells.map((row) => row[column]!.length)));
  const line = (row: readonly string[], fill = " ") =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column]!, fill)).join(" | ")} |`;
  const [head, ...body] = cells;
  return [line(head!), line(widths.map(() => ""), "-"), ...body.map((row) => line(row))];
}

function tableOf({ title, about, rules }: RuleTable): readonly string[] {
  return [
    `## ${title}`,
    "",
    ...wrapped(about),
    "",
    ...table([
      ["code", "severity", "what is refused"],
      ...rules.map((rule) => [`[${rule.code}](#${anchor(rule)})`, rule.severity, rule.summary]),
    ]),
    "",
  ];
}

function sectionOf(rule: RuleDocument): readonly string[] {
  const { code, name, severity, summary, reason, fix, example } = rule;
  return [
    `### ${code}`,
    "",
    ...wrapped(`**${summary}.** \`${name}\`, ${severity}.`),
    "",
    ...wrapped(`Why: ${reason}`),
    "",
    ...wrapped(`Fix: ${fix}`),
    "",
    ...(example === undefined ? [] : [
      "```ts",
      "// Wrong",
      ...example.wrong.split("\n"),
      "```",
      "",
      "```ts",
      "// Right",
      ...example.right.split("\n"),
      "```",
      "",
    ]),
  ];
}

/** The page as Markdown: a table for each origin, then a section for each rule. */
export function rulesReference(tables: readonly RuleTable[]): string {
  return [
    "# Rules",
    "",
    "<!-- Written by tests/rules/write_reference.ts; a test tells when it is out of date. -->",
    "",
    ...wrapped(
      "Every mistake is reported with file, line and column, its code and what to do about it, all in one run. An " +
        "error stops the run and nothing is written; a warning is printed.",
    ),
    "",
    ...wrapped(
      "Examples show the fields of `services/backend.ts`, until a comment line names another file. What a file must " +
        "have besides is left out.",
    ),
    "",
    ...tables.flatMap(tableOf),
    "## Each rule",
    "",
    ...tables.flatMap(({ rules }) => rules.flatMap(sectionOf)),
  ].join("\n").trimEnd() + "\n";
}
