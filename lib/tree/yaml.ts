/**
 * The only place where a rendered value becomes YAML.
 *
 * Block style throughout, as `kustomize build` and `kubectl get -o yaml` print it: two spaces, the dashes of a list
 * at the column of its key, keys in the order given, text of several lines as literal blocks, no line ever folded,
 * no anchors. docs/adr/0003-yaml-serialiser.md says why it is written by hand.
 */

import { inlineString, literalBlock, numberText, unwritable } from "./yaml_scalar.ts";

/** What JSON can say. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** An object of JSON values. */
export interface JsonObject {
  /** A property that is `undefined` counts as absent. */
  readonly [key: string]: JsonValue | undefined;
}

/** Where a value stands, seen from inside out; made into text only when something is refused. */
interface Place {
  /** The container; the whole of what is written has none. */
  readonly parent: Place | undefined;
  readonly key: string | number;
}

/** YAML has readers look for the colon of a key within its first 1,024 characters only. */
const LONGEST_KEY = 1024;

/** No Kubernetes object is nested so deeply; a value that contains itself ends here. */
const DEEPEST_INDENT = 200;

/** Keys and most values come again and again: each `key:` and ` value` is worked out once, up to a limit. */
const REMEMBERED = 10_000;
const LONGEST_REMEMBERED = 256;
const rememberedKeys = new Map<string, string>();
const rememberedValues = new Map<string, string>();

function remember(remembered: Map<string, string>, text: string, written: string): string {
  if (text.length > LONGEST_REMEMBERED) return written;
  if (remembered.size >= REMEMBERED) remembered.clear();
  remembered.set(text, written);
  return written;
}

function refuse(place: Place, reason: string): never {
  let path = "";
  for (let at = place; at.parent !== undefined; at = at.parent) {
    if (typeof at.key === "number") path = `[${at.key}]${path}`;
    else path = /^[\w$-]+$/.test(at.key) ? `.${at.key}${path}` : `[${JSON.stringify(at.key)}]${path}`;
  }
  const subject = path === "" ? "the document" : `"${path.replace(/^\./, "")}"`;
  throw new TypeError(`Cannot write ${subject} as YAML: ${reason}`);
}

function excerpt(text: string): string {
  return JSON.stringify(text.length > 60 ? text.slice(0, 60) + "…" : text);
}

function keyText(key: string, place: Place): string {
  const remembered = rememberedKeys.get(key);
  if (remembered !== undefined) return remembered;
  const text = inlineString(key) ?? refuse(place, `the key ${excerpt(key)} ${unwritable(key)}`);
  if (text.length > LONGEST_KEY) {
    refuse(place, `the key ${excerpt(key)} takes ${text.length} characters, must be at most ${LONGEST_KEY}`);
  }
  // Quoted or not, Kustomize drops it without a word.
  if (key === "<<") refuse(place, 'the key "<<" is one that Kustomize takes for a merge');
  return remember(rememberedKeys, key, text + ":");
}

function stringText(value: string, parent: Place | undefined, key: string | number): string {
  const text = inlineString(value);
  if (text !== undefined) return ` ${text}\n`;
  return refuse({ parent, key }, `the string ${excerpt(value)} ${unwritable(value)}`);
}

function otherText(value: unknown, parent: Place | undefined, key: string | number): string {
  if (typeof value === "boolean") return value ? " true\n" : " false\n";
  if (value === null) return " null\n";
  const text = typeof value === "number" ? numberText(value) : undefined;
  if (text !== undefined) return ` ${text}\n`;
  const what = value === undefined || typeof value === "number" ? String(value) : `a ${typeof value}`;
  return refuse({ parent, key }, `${what} is not a JSON value`);
}

/** The entries of an object whose keys stand at column `indent`, the first one without its indentation. */
function mapping(object: object, indent: string, place: Place): string {
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype !== Object.prototype && prototype !== null) {
    refuse(place, `a ${object.constructor?.name || "class instance"} is not a JSON value`);
  }
  let text = "";
  // Half as long as over `Object.keys`; the prototype has nothing to add.
  for (const key in object) {
    const value = (object as Readonly<Record<string, unknown>>)[key];
    if (value === undefined) continue;
    if (text !== "") text += indent;
    text += keyText(key, place) + node(value, indent, true, place, key);
  }
  return text;
}

/** The entries of a list whose dashes stand at column `indent`, the first one without its indentation. */
function sequence(items: readonly unknown[], indent: string, place: Place): string {
  let text = "";
  for (let index = 0; index < items.length; index++) {
    if (index > 0) text += indent;
    text += "-" + node(items[index], indent, false, place, index);
  }
  return text;
}

/** What follows a key's colon, or a dash, that stands at column `indent`: up to and with the last line feed. */
function node(
  value: unknown,
  indent: string,
  afterKey: boolean,
  parent: Place | undefined,
  key: string | number,
): string {
  if (typeof value === "string") {
    const remembered = rememberedValues.get(value);
    if (remembered !== undefined) return remembered;
    const block = literalBlock(value, indent + "  ");
    if (block !== undefined) return " " + block;
    return remember(rememberedValues, value, stringText(value, parent, key));
  }
  if (typeof value !== "object" || value === null) return otherText(value, parent, key);
  if (indent.length > DEEPEST_INDENT) refuse({ parent, key }, "it is nested too deeply, or contains itself");
  const inner = afterKey && Array.isArray(value) ? indent : indent + "  ";
  const text = collection(value, inner, { parent, key });
  if (text === "[]\n" || text === "{}\n" || !afterKey) return " " + text;
  return "\n" + inner + text;
}

function collection(value: object, indent: string, place: Place): string {
  if (Array.isArray(value)) return sequence(value, indent, place) || "[]\n";
  return mapping(value, indent, place) || "{}\n";
}

function documentText(value: unknown, parent: Place | undefined, key: string | number): string {
  if (typeof value === "object" && value !== null) return collection(value, "", { parent, key });
  // Readers differ on the indentation of a block at the root, so a string there stays on one line.
  const text = typeof value === "string" ? stringText(value, parent, key) : otherText(value, parent, key);
  return text.slice(1);
}

/**
 * Writes a value as one YAML document that readers of YAML 1.1 and of YAML 1.2 read back as the same value.
 *
 * Deterministic: the text depends on the value alone, the order of its keys included (JavaScript itself puts keys
 * that are array indexes, such as `"80"`, first and in ascending order). Properties that are `undefined` are left
 * out; an empty object is `{}`, an empty list `[]`. Negative zero is `0`, as in JSON. An object that stands in
 * several places is written out in each.
 *
 * @param value a JSON value. TypeScript lets no interface pass for {@linkcode JsonObject}, hence `object`
 * @returns the text with a line feed at the end and without a `---` line
 * @throws {TypeError} naming the path, for what JSON cannot say (`undefined` in a list, NaN, an infinity, a bigint,
 * a function, an instance of a class such as Date); for a string that no YAML can hold (half of a surrogate pair) or
 * that Kustomize would lose (DEL, U+0080 to U+009F, U+2028, U+2029, U+FFFE, U+FFFF, several lines that start with a
 * tab, the key `<<`); for a key of more than 1,024 characters; and for a value that contains itself
 *
 * @example
 * ```ts
 * import { toYaml } from "./yaml.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(toYaml({ on: "yes", ports: [{ port: 80 }] }), '"on": "yes"\nports:\n- port: 80\n');
 * ```
 */
export function toYaml(value: JsonValue | object): string {
  return documentText(value, undefined, "");
}

/**
 * Writes values as one YAML stream: as {@linkcode toYaml} does each, with a `---` line between two of them.
 *
 * @param values the documents in their order; none at all gives an empty text
 * @throws {TypeError} as {@linkcode toYaml} does, the path led by the document's index: `[1].spec.replicas`
 */
export function toYamlDocuments(values: readonly (JsonValue | object)[]): string {
  const root: Place = { parent: undefined, key: "" };
  return values.map((value, index) => documentText(value, root, index)).join("---\n");
}

const FIRST_KEYS = ["apiVersion", "kind", "metadata"];

/**
 * A copy of a Kubernetes object that starts as people read one: `apiVersion`, `kind`, `metadata`, as far as it has
 * them. Everything else, and everything further inside, stays in the order given.
 *
 * @param object a Kubernetes object; only its outermost properties are copied
 */
export function inKubernetesOrder<T extends object>(object: T): T {
  const start = FIRST_KEYS.filter((key) => Object.hasOwn(object, key))
    .map((key) => [key, object[key as keyof T]] as const);
  return { ...Object.fromEntries(start), ...object };
}
