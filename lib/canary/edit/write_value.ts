/** Plain data as TypeScript. */
import type { FileStyle } from "./file_style.ts";
import type { Plain } from "./value_change.ts";

function writeText(text: string, quote: '"' | "'"): string {
  const json = JSON.stringify(text);
  if (quote === '"') return json;
  return `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

function writeKey(key: string, quote: '"' | "'"): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : writeText(key, quote);
}

/** The longest line that an object or list is written on. */
const longest = 100;

/**
 * Writes a value. Objects and lists stand on one line where they fit; `base` is the indentation of the line on which
 * the value begins, and `column` where on it.
 */
export function writeValue(value: Plain, style: FileStyle, base = "", column = base.length): string {
  if (typeof value === "string") return writeText(value, style.quote);
  if (typeof value !== "object" || value === null) return String(value);
  const isList = Array.isArray(value);
  const inner = base + style.indent;
  const members = (indent: string) =>
    isList
      ? value.map((item: Plain) => writeValue(item, style, indent))
      : Object.entries(value).map(([key, item]) => {
        const name = `${writeKey(key, style.quote)}: `;
        return name + writeValue(item as Plain, style, indent, indent.length + name.length);
      });
  const [open, close, gap] = isList ? ["[", "]", ""] : ["{", "}", " "];
  const inline = members(inner);
  if (inline.length === 0) return open + close;
  const line = `${open}${gap}${inline.join(", ")}${gap}${close}`;
  if (!line.includes("\n") && column + line.length <= longest) return line;
  const { lineBreak } = style;
  return `${open}${lineBreak}${
    members(inner).map((text) => `${inner}${text},${lineBreak}`).join("")
  }${base}${close}`;
}

/** A property: its key, a colon and its value. */
export function writeProperty(key: string, value: Plain, style: FileStyle, base = ""): string {
  const name = `${writeKey(key, style.quote)}: `;
  return name + writeValue(value, style, base, base.length + name.length);
}
