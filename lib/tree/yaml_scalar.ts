/** How one string or number stands in YAML so that readers of YAML 1.1 and of YAML 1.2 agree on it. */

/**
 * Strings that stand without quotes. Each lookahead turns away what some reader takes for another type; what is left
 * starts with a character that opens no syntax and holds neither `: ` nor ` #`. Others that might do (`~/x`, `é`)
 * are quoted all the same: a quote too many costs nothing.
 */
const PLAIN = new RegExp(
  [
    "^",
    // Booleans and null. YAML 1.1 has y, n, on and off too, and readers differ in the cases they take.
    "(?!(?:y|n|yes|no|on|off|true|false|null)$)",
    // Integers and floats, also 1_000, 1e3, 12E (a quantity) and e5, which npm:yaml reads as NaN under YAML 1.1.
    "(?!-?[0-9_]*\\.?[0-9_]*(?:e[-+0-9_]*)?$)",
    // Other bases: 0b1, 0o7, 0xF; Go takes 0b-1 and 0_x1 as well.
    "(?!0_*[box][-+0-9a-f_]*$)",
    // Sexagesimal numbers and times: 1:30, 190:20:30.15.
    "(?![0-9][0-9_:]*(?:\\.[0-9_]*)?$)",
    // Dates and timestamps, whatever follows the day.
    "(?![0-9]{4}-[0-9]{1,2}-[0-9])",
    "(?!\\.(?:inf|nan)$)",
    // ./x, .spec, ../x, -c and --port are text; -, --- and ... are syntax.
    "(?:[a-z0-9_/$^(\\\\]|\\.(?=[a-z/])|\\.(?=\\./)|-(?=[a-z]|-[a-z]))",
    // A colon before a space or the end makes a key; a space may neither lead to a comment nor be the last.
    "(?:[!-9;-~]|:(?! |$)| (?!#|$))*",
    "$",
  ].join(""),
  "i",
);

/**
 * What Kustomize loses when it writes a resource anew, however well it is quoted here: it turns U+0085 into a space,
 * indents what follows U+2028 and U+2029, and fails on the other characters and on a block that starts with a tab.
 */
const LOST = /[\x7F-\x9F\u2028\u2029\uFFFE\uFFFF]|^\t(?=[^]*\n)/;

/** A character that a literal block cannot hold, or that nobody reviewing it would see. */
const NOT_LITERAL = /[[\p{Cc}\p{Cf}\p{Z}]--[ \t\n]]/v;

/** The same for double quotes, where JSON has escaped tabs and line feeds already. */
const TO_ESCAPE = /[[\p{Cc}\p{Cf}\p{Z}]--[ ]]/gv;

/** Text whose first line that isn't empty starts with white space: a block must then be told its indentation. */
const INDENTED = /^\n*[ \t]/;

/** Text, its last line feeds taken off, whose last line is blank: npm:yaml loses it in some blocks. */
const BLANK_END = /(?:^|\n)[ \t]*$/;

const LINE_WITH_TEXT = /^(?=[^\n])/gm;

function escape(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16).toUpperCase();
  return code > 0xffff ? `\\U${hex.padStart(8, "0")}` : `\\u${hex.padStart(4, "0")}`;
}

/** Why a rendered file cannot hold a string, as the end of a sentence about it; `undefined` where it can. */
export function unwritable(text: string): string | undefined {
  if (!text.isWellFormed()) return "has half of a surrogate pair";
  const lost = LOST.exec(text)?.[0];
  if (lost === undefined) return undefined;
  if (lost === "\t") return "has several lines and starts with a tab, which Kustomize cannot read";
  return `holds U+${lost.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}, which Kustomize loses`;
}

/**
 * A string on one line, as a value or as a key: plain where no reader takes it for anything else, in double quotes
 * with JSON's escapes otherwise.
 *
 * @returns `undefined` for a string that is {@linkcode unwritable}
 */
export function inlineString(text: string): string | undefined {
  if (PLAIN.test(text)) return text;
  return unwritable(text) === undefined ? JSON.stringify(text).replace(TO_ESCAPE, escape) : undefined;
}

/**
 * A string of several lines as a literal block, `|` and the lines below it, each led by `indent`.
 *
 * @param indent two spaces more than the column of the key or the dash that the block belongs to
 * @returns the block with its last line feed; `undefined` where a block would not read back as the same string
 */
export function literalBlock(text: string, indent: string): string | undefined {
  if (!text.includes("\n") || NOT_LITERAL.test(text) || unwritable(text) !== undefined) return undefined;
  let end = text.length;
  while (text[end - 1] === "\n") end--;
  const content = text.slice(0, end);
  if (BLANK_END.test(content)) return undefined;
  const feeds = text.length - end;
  const header = (INDENTED.test(text) ? "|2" : "|") + (feeds === 0 ? "-" : feeds === 1 ? "" : "+");
  return header + "\n" + content.replace(LINE_WITH_TEXT, indent) + "\n".repeat(Math.max(feeds, 1));
}

/**
 * A number as JSON writes it, except that a mantissa gets its `.0` before an exponent: YAML 1.1 takes `1e+21` for a
 * string. Negative zero is `0`, as in JSON.
 *
 * @returns `undefined` for what JSON has no number for: NaN and the infinities
 */
export function numberText(value: number): string | undefined {
  if (!Number.isFinite(value)) return undefined;
  const text = String(value);
  return text.includes("e") && !text.includes(".") ? text.replace("e", ".0e") : text;
}
