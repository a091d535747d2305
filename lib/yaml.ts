/**
 * Reading and writing YAML under the names of `@std/yaml`, done by npm:js-yaml: JSR is not reachable everywhere. The
 * import map decides which of the two `@std/yaml` is; only what both do alike is here. (npm:yaml would do as well,
 * but reading with it needs access to the environment, which the generator does not have.)
 *
 * Reading is by the core schema of YAML 1.2. `@std/yaml` reads a few plain scalars by more than that, unless they are
 * quoted: `2024-01-01` is a Date, `<<` merges, `017`, `0b1` and `1_000` are numbers.
 *
 * Rendered files are not written by this module: lib/tree/yaml.ts does that.
 */

import { dump, loadAll, YAMLException } from "js-yaml";

/** How YAML is read. */
export interface ParseOptions {
  /** Take the last of several entries with the same key instead of throwing. `false` unless given. */
  readonly allowDuplicateKeys?: boolean;
}

/** How YAML is written. */
export interface StringifyOptions {
  /** Spaces for each level. 2 unless given. */
  readonly indent?: number;
  /** Indent the dashes of a list that stands below a key. `true` unless given. */
  readonly arrayIndent?: boolean;
  /** Sort the keys of each object, or compare two of them. `false` unless given: as they come. */
  readonly sortKeys?: boolean | ((a: string, b: string) => number);
  /** The column to fold long strings at; -1 folds none. 80 unless given. */
  readonly lineWidth?: number;
  /** Write an object that comes several times once, with an anchor, and refer to it. `true` unless given. */
  readonly useAnchors?: boolean;
}

function documents(content: string, options: ParseOptions): unknown[] {
  try {
    return loadAll(content, { json: options.allowDuplicateKeys === true });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const { reason, mark } = error;
    const position = mark === undefined ? "" : ` at line ${mark.line + 1}, column ${mark.column + 1}`;
    throw new SyntaxError(`Cannot parse YAML: ${reason}${position}`, { cause: error });
  }
}

/**
 * Reads a text that holds one YAML document.
 *
 * @returns its value; `null` for a text that holds nothing
 * @throws {SyntaxError} for a text that is not YAML, with line and column, and for one that holds several documents
 *
 * @example
 * ```ts
 * import { parse } from "@std/yaml";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(parse("name: backend\nports: [80]\n"), { name: "backend", ports: [80] });
 * ```
 */
export function parse(content: string, options: ParseOptions = {}): unknown {
  const found = documents(content, options);
  if (found.length > 1) {
    throw new SyntaxError(`Cannot parse YAML: found ${found.length} documents, expected a single one`);
  }
  return found[0] ?? null;
}

/**
 * Reads a text that holds any number of YAML documents.
 *
 * @returns an array with the value of each; `unknown`, since `@std/yaml` declares no more
 * @throws {SyntaxError} for a text that is not YAML, with line and column
 */
export function parseAll(content: string, options: ParseOptions = {}): unknown {
  return documents(content, options);
}

/**
 * Writes a value as a YAML document, quoting what a reader of YAML 1.1 would take for another type.
 *
 * @param data a JSON value; do not count on what becomes of `undefined` inside it: here it is left out of objects and
 * is null in lists, where `@std/yaml` throws
 * @throws {TypeError} for what YAML has no word for: a function, a symbol, an instance of a class
 */
export function stringify(data: unknown, options: StringifyOptions = {}): string {
  if (data === undefined) throw new TypeError("Cannot write YAML: undefined is not a value");
  const { indent = 2, arrayIndent = true, sortKeys = false, lineWidth = 80, useAnchors = true } = options;
  try {
    return dump(data, { indent, seqNoIndent: !arrayIndent, sortKeys, lineWidth, noRefs: !useAnchors });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    throw new TypeError(`Cannot write YAML: ${error.reason}`, { cause: error });
  }
}
