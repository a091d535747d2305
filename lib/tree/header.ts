/** The first line of every generated file: that it is generated, from what, and whether it is still as written. */
import { hash } from "node:crypto";
import { onceInARow } from "../once_per.ts";

/** What the first line of a file says about it. */
export type Header =
  | {
    /** We generated the file. */
    readonly kind: "ours";
    /** Every byte is as it was generated; false after an edit by hand, a merge or changed line ends. */
    readonly intact: boolean;
    /** The inputs the file came from, relative to the repository's root: `services/backend.ts`. */
    readonly sources: readonly string[];
    /** The checksum the header names: the first 12 hexadecimal digits of the SHA-256. */
    readonly checksum: string;
  }
  | {
    /** Somebody else's file. */
    readonly kind: "foreign";
  };

interface CommentStyle {
  readonly open: string;
  readonly close: string;
}

const HASH: CommentStyle = { open: "# ", close: "" };
const MARKUP: CommentStyle = { open: "<!-- ", close: " -->" };
const STYLES: ReadonlyMap<string, CommentStyle> = new Map([
  ["yaml", HASH],
  ["yml", HASH],
  ["tf", HASH],
  ["hcl", HASH],
  ["toml", HASH],
  ["md", MARKUP],
  ["svg", MARKUP],
  ["html", MARKUP],
]);

const LEAD = "Generated from ";
const TAIL = ` by "deno task generate"; do not edit.`;
const MARK = " sha256:";
const DIGITS = 12;
const LINE = new RegExp(
  `^(?:# |<!-- )${LEAD}([^"]*)${TAIL.replaceAll(".", "\\.")}(${MARK}([0-9a-f]{${DIGITS}}))(?: -->)?$`,
);

// All files of a folder come from the same.
const listOf = onceInARow((sources: readonly string[]) => sources.map(escape).join(", "));

/**
 * Puts the header in front of a generated text.
 *
 * The checksum covers the whole file but itself, so it changes with the body and with the sources, and a shell can
 * verify it: `sed -E '1s/ sha256:[0-9a-f]+//' FILE | sha256sum | cut -c1-12`.
 *
 * @param path The file's path; its extension chooses the comment: `#` for yaml, yml, tf, hcl and toml, `<!-- -->` for
 * md, svg and html.
 * @param body The text below the header.
 * @param sources The inputs it came from, relative to the repository's root. Name a folder (`services/`) where there
 * are many.
 * @returns The text to write.
 * @throws {TypeError} No comment is known for the path's extension.
 */
export function withHeader(path: string, body: string, sources: readonly string[]): string {
  const { open, close } = styleOf(path);
  const front = `${open}${LEAD}${listOf(sources)}${TAIL}`;
  const covered = `${front}${close}\n${body}`;
  // Joined, not added up: a sum would keep the thousand little texts alive that a body is made of.
  return [front, MARK, checksum(covered), covered.slice(front.length)].join("");
}

/**
 * Tells whether a file is ours, and whether it is still as it was generated.
 *
 * @param path The file's path, for the comment of its kind.
 * @param text The file's whole text.
 */
export function readHeader(path: string, text: string): Header {
  const style = STYLES.get(extension(path));
  if (style === undefined) return { kind: "foreign" };
  if (text.startsWith(style.open + LEAD)) {
    const end = text.indexOf("\n");
    const line = end === -1 ? text : text.slice(0, end);
    const found = LINE.exec(line.endsWith("\r") ? line.slice(0, -1) : line);
    if (found === null) return { kind: "foreign" };
    const front = found[0].indexOf(found[2]!);
    const intact = checksum(text.slice(0, front) + text.slice(front + found[2]!.length)) === found[3];
    return { kind: "ours", intact, sources: unescape(found[1]!), checksum: found[3]! };
  }
  const inner = behindMergeMarker(text);
  const header = inner === undefined ? undefined : readHeader(path, inner);
  return header?.kind === "ours" ? { ...header, intact: false } : { kind: "foreign" };
}

/**
 * The checksum a generated text's header names, read without computing it; equal checksums at one path mean equal
 * texts.
 *
 * @throws {TypeError} The text has no header.
 */
export function checksumOf(path: string, text: string): string {
  const end = text.indexOf("\n");
  const at = text.lastIndexOf(MARK, end);
  if (end === -1 || at === -1 || !text.startsWith(styleOf(path).open + LEAD)) {
    throw new TypeError(
      `Cannot use the text of "${path}": it does not begin with the header of a generated file`,
    );
  }
  return text.slice(at + MARK.length, at + MARK.length + DIGITS);
}

function styleOf(path: string): CommentStyle {
  const style = STYLES.get(extension(path));
  if (style === undefined) {
    throw new TypeError(`Cannot generate "${path}": no comment is known for its extension`);
  }
  return style;
}

function extension(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

function checksum(text: string): string {
  return hash("sha256", text).slice(0, DIGITS);
}

// A path may hold anything but these would end the list, the quotation, the line or a markup comment.
// deno-lint-ignore no-control-regex
const SPECIAL = /[%",\u0000-\u001f\u007f]|--/g;

function escape(source: string): string {
  return source.replace(SPECIAL, (found) => [...found].map(percentEncode).join(""));
}

function percentEncode(character: string): string {
  return "%" + character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0");
}

function unescape(sources: string): string[] {
  if (sources === "") return [];
  return sources.split(", ").map((source) =>
    source.replace(/%([0-9A-F]{2})/g, (_, digits) => String.fromCharCode(parseInt(digits, 16)))
  );
}

// Git leaves a file whose two sides differ with both headers behind a marker; whichever side wins, the file is ours.
function behindMergeMarker(text: string): string | undefined {
  return text.startsWith("<<<<<<< ") ? text.slice(text.indexOf("\n") + 1) : undefined;
}
