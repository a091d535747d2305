/** Where in a catalogue file's text a value of its default export is written. */
import type { Position, ValuePath } from "../../diagnostic.ts";
import { type Ranged, Resolver } from "./resolver.ts";
import { defaultExport, type Place, scopeOf } from "./scope.ts";
import { parseSource, type Range, rangeOf, type SourceFile } from "./source_file.ts";

/** A place in a text. */
export interface Location extends Position {
  /** Whether the value surely stands there; otherwise it is the nearest place that could be followed. */
  readonly exact: boolean;
}

/** A value as it is written. `text.slice(start, end)` is its source. */
export interface FoundValue extends Location, Range {
  /** Whether it is written out: text, a number, true, false, null, an object or a list; not a name or a call. */
  readonly literal: boolean;
}

const literals = new Set([
  "ArrayExpression",
  "BooleanLiteral",
  "NullLiteral",
  "NumericLiteral",
  "ObjectExpression",
  "StringLiteral",
]);

interface Followed {
  readonly file: SourceFile;
  readonly node: Ranged;
  readonly key: Ranged | undefined;
  readonly exact: boolean;
  readonly literal: boolean;
}

function isLiteral({ node }: Place): boolean {
  if (node.type === "UnaryExpression") {
    return node.operator === "-" && node.argument.type === "NumericLiteral";
  }
  return literals.has(node.type) || (node.type === "TemplateLiteral" && node.expressions.length === 0);
}

function follow(text: string, path: ValuePath): Followed | undefined {
  const file = parseSource(text);
  if (file === undefined) return undefined;
  const resolver = new Resolver();
  let place = defaultExport(file, scopeOf(file.statements, undefined, resolver.read));
  if (place === undefined) return undefined;
  let key: Ranged | undefined;
  for (const step of path) {
    const member = resolver.member(place, step);
    if (!member.found) return { file, node: member.near, key: undefined, exact: false, literal: false };
    ({ found: place, key } = member);
  }
  const settled = resolver.settle(place);
  return { file, node: settled.node, key, exact: settled.sure, literal: isLiteral(settled) };
}

/**
 * Finds the value at a path of the default export. Follows `define…()` calls, casts, constants, spreads, shorthand
 * properties and functions of one `return`, all in the same file. What comes from elsewhere is found where it enters
 * the file. Undefined where the text is no TypeScript or has no default export that can be followed.
 */
export function findValue(text: string, path: ValuePath): FoundValue | undefined {
  const followed = follow(text, path);
  if (followed === undefined) return undefined;
  const { file, node, exact, literal } = followed;
  const range = rangeOf(node);
  return { ...range, ...file.positionAt(range.start), exact, literal };
}

/** The place of the value at a path; the first column of the first line where nothing can be found. */
export function locate(text: string, path: ValuePath): Location {
  const found = findValue(text, path);
  return found === undefined
    ? { line: 1, column: 1, exact: false }
    : { line: found.line, column: found.column, exact: found.exact };
}

/** The place of the key that the value at a path stands behind; of the item itself in a list. */
export function locateKey(text: string, path: ValuePath): Location {
  const followed = follow(text, path);
  if (followed?.key === undefined) return locate(text, path);
  const { file, key, exact } = followed;
  return { ...file.positionAt(rangeOf(key).start), exact };
}
