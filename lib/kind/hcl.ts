/** The only place where a value becomes HCL, laid out as `terraform fmt` would. */

/** An expression that is written as it is, such as `kind_cluster.lab.endpoint`. */
export interface HclExpression {
  /** On one line. */
  readonly expression: string;
}

/** What an attribute can be given. */
export type HclValue =
  | string
  | number
  | boolean
  | HclExpression
  | { readonly [key: string]: HclValue };

/** `name = value`. */
export interface HclAttribute {
  /** An identifier. */
  readonly name: string;
  /** What it is given. */
  readonly value: HclValue;
}

/** `type "label" { … }`. */
export interface HclBlock {
  /** An identifier, such as `resource`. */
  readonly type: string;
  /** Written as strings. */
  readonly labels: readonly string[];
  /** Attributes first. */
  readonly body: readonly (HclAttribute | HclBlock)[];
}

const INDENT = "  ";

/** `name = value`, for a body. */
export function attribute(name: string, value: HclValue): HclAttribute {
  return { name, value };
}

/** A block; labels stand between its type and its body. */
export function block(
  type: string,
  labels: readonly string[],
  body: readonly (HclAttribute | HclBlock)[],
): HclBlock {
  return { type, labels, body };
}

/** The text of a file: its blocks, with an empty line between them. */
export function toHcl(blocks: readonly HclBlock[]): string {
  return blocks.map((each) => `${blockText(each, "")}\n`).join("\n");
}

function blockText({ type, labels, body }: HclBlock, indent: string): string {
  const head = [type, ...labels.map(stringText)].join(" ");
  if (body.length === 0) return `${indent}${head} {}`;
  const inner = indent + INDENT;
  const attributes = body.filter((part): part is HclAttribute => "name" in part);
  const blocks = body.filter((part): part is HclBlock => "type" in part);
  const parts = [
    ...(attributes.length === 0 ? [] : [attributeTexts(attributes, inner)]),
    ...blocks.map((each) => blockText(each, inner)),
  ];
  return `${indent}${head} {\n${parts.join("\n\n")}\n${indent}}`;
}

// Equals signs are aligned among attributes that follow each other and stand on one line.
function attributeTexts(attributes: readonly HclAttribute[], indent: string): string {
  const lines: string[] = [];
  let run: { readonly name: string; readonly text: string }[] = [];
  const endRun = () => {
    const width = Math.max(0, ...run.map(({ name }) => name.length));
    lines.push(...run.map(({ name, text }) => `${indent}${name.padEnd(width)} = ${text}`));
    run = [];
  };
  for (const { name, value } of attributes) {
    const text = valueText(value, indent);
    if (text.includes("\n")) {
      endRun();
      lines.push(`${indent}${name} = ${text}`);
    } else run.push({ name, text });
  }
  endRun();
  return lines.join("\n");
}

function valueText(value: HclValue, indent: string): string {
  if (typeof value === "string") return stringText(value);
  if (typeof value !== "object") return String(value);
  if (isExpression(value)) return value.expression;
  const entries = Object.entries(value).map(([name, inner]) => ({ name, value: inner }));
  return entries.length === 0 ? "{}" : `{\n${attributeTexts(entries, indent + INDENT)}\n${indent}}`;
}

function isExpression(value: object): value is HclExpression {
  return typeof (value as Partial<HclExpression>).expression === "string";
}

/** Escapes of JSON that HCL doesn't have. */
const ESCAPES: Readonly<Record<string, string>> = { "\\b": "\\u0008", "\\f": "\\u000c" };

/** Quotation marks, backslashes and control characters are escaped, and so is what would begin a template. */
function stringText(text: string): string {
  return JSON.stringify(text)
    .replace(/\\./g, (escape) => ESCAPES[escape] ?? escape)
    .replaceAll("\u007f", "\\u007f")
    .replace(/[$%](?=\{)/g, "$&$&");
}
