/** The only place where a rendered object becomes YAML. */

import { inlineString, literalBlock, numberText } from "./yaml_scalar.ts";

/** What JSON can say. A property that is `undefined` counts as absent. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** An object of JSON values. */
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}

/** Where a value stands, from the outermost container inwards; read only when something is refused. */
interface Place {
  readonly parent: Place | undefined;
  readonly key: string | number;
}

/** Readers take a key for one only where its colon comes within so many characters. */
const LONGEST_KEY = 1000;

/** Deeper than any Kubernetes object; a value that contains itself ends here. */
const DEEPEST = 100;

/** Strings on one line that were written before: keys and most values come again and again. */
const written = new Map<string, string>();
const WRITTEN_LIMIT = 10_000;

function refuse(place: Place | undefined, reason: string): never {
  let path = "";
  for (let at = place; at !== undefined; at = at.parent) {
    const step = typeof at.key === "number"
      ? `[${at.key}]`
      : /^[\w$-]+$/.test(at.key)
      ? `.${at.key}`
      : `[${JSON.stringify(at.key)}]`;
    path = step + path;
  }
  throw new TypeError(`Cannot write "${path.replace(/^\./, "") || "."}" as YAML: ${reason}`);
}

function inline(text: string, place: Place | undefined): string {
  let found = written.get(text);
  if (found === undefined) {
    found = inlineString(text) ?? refuse(place, `${JSON.stringify(text)} has half of a surrogate pair`);
    if (written.size >= WRITTEN_LIMIT) written.clear();
    written.set(text, found);
  }
  return found;
}

function mapping(object: object, indent: string, place: Place | undefined): string {
  const prototype = Object.getPrototypeOf(object);
  if (prototype !== Object.prototype && prototype !== null) {
    refuse(place, `an object of class ${prototype.constructor?.name ?? "unknown"} is not a JSON value`);
  }
  let text = "";
  for (const key of Object.keys(object)) {
    const value = (object as Readonly<Record<string, unknown>>)[key];
    if (value === undefined) continue;
    const name = inline(key, place);
    if (name.length > LONGEST_KEY) refuse(place, `a key of ${name.length} characters is too long to be read back`);
    text += (text === "" ? "" : indent) + name + ":" + node(value, indent, "key", place, key);
  }
  return text;
}

function sequence(items: readonly unknown[], indent: string, place: Place | undefined): string {
  let text = "";
  for (let index = 0; index < items.length; index++) {
    text += (text === "" ? "" : indent) + "-" + node(items[index], indent, "dash", place, index);
  }
  return text;
}

/** What follows a key and its colon, or a dash, at column `indent`, up to and with the line feed. */
function node(
  value: unknown,
  indent: string,
  after: "key" | "dash",
  parent: Place | undefined,
  key: string | number,
): string {
  if (typeof value === "string") {
    const block = value.includes("\n") ? literalBlock(value, indent + "  ") : undefined;
    return " " + (block ?? inline(value, { parent, key }) + "\n");
  }
  if (typeof value === "boolean") return value ? " true\n" : " false\n";
  if (typeof value === "number") {
    return " " + (numberText(value) ?? refuse({ parent, key }, `${value} is not a JSON value`)) + "\n";
  }
  if (value === null) return " null\n";
  const place = { parent, key };
  if (typeof value !== "object") refuse(place, `${typeof value} is not a JSON value`);
  if (indent.length > 2 * DEEPEST) refuse(parent, "nested too deeply, or a value that contains itself");
  if (Array.isArray(value)) {
    if (value.length === 0) return " []\n";
    return after === "key"
      ? "\n" + indent + sequence(value, indent, place)
      : " " + sequence(value, indent + "  ", place);
  }
  const deeper = indent + "  ";
  const entries = mapping(value, deeper, place);
  if (entries === "") return " {}\n";
  return after === "key" ? "\n" + deeper + entries : " " + entries;
}

export function toYaml(value: JsonValue | object): string {
  return mapping(value as object, "", undefined);
}
