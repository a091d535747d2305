/** The difference between two objects as a JSON6902 patch that a reviewer understands. */
import { createPatch } from "rfc6902";
import { sameValue } from "../same_value.ts";
import type { Operation } from "./kustomization.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Operations whose paths are relative to the pair of values that they were found in. */
type Differences = readonly Operation[];

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const has = (fields: Fields, key: string) => Object.hasOwn(fields, key) && fields[key] !== undefined;

const pathOf = (key: string) => `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;

const below = (path: string, operations: Differences): Differences =>
  operations.map((operation) => ({ ...operation, path: path + operation.path }));

function nameAt(root: unknown, segments: readonly string[]): unknown {
  let value: unknown = root;
  for (const segment of segments) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<string, unknown>)[segment.replaceAll("~1", "/").replaceAll("~0", "~")];
  }
  return typeof value === "object" && value !== null ? (value as { name?: unknown }).name : undefined;
}

/**
 * A `test` on the name of every named list element that the operations reach into, before anything is changed:
 * an index alone would silently hit another element once the base's list has changed.
 */
function nameTests(base: unknown, operations: readonly Operation[]): readonly Operation[] {
  const tests = new Map<string, Operation>();
  for (const { op, path } of operations) {
    const segments = path.split("/").slice(1);
    // What is added has no name in the base yet.
    const deepest = op === "add" ? segments.length - 1 : segments.length;
    for (let depth = 1; depth <= deepest; depth++) {
      if (!/^[0-9]+$/.test(segments[depth - 1]!)) continue;
      const name = nameAt(base, segments.slice(0, depth));
      const at = `/${segments.slice(0, depth).join("/")}/name`;
      if (typeof name === "string") tests.set(at, { op: "test", path: at, value: name });
    }
  }
  return [...tests.values()];
}

/** The names of a list's elements; undefined where one has none or two have the same. */
function elementNames(list: readonly unknown[]): readonly string[] | undefined {
  const names = list.map((element) => (element as { name?: unknown } | null)?.name);
  return names.every((name) => typeof name === "string") && new Set(names).size === names.length
    ? names as readonly string[]
    : undefined;
}

/**
 * Lists of named elements (routes, subsets, containers) are compared by name, so that taking one away doesn't read as
 * a change to all that follow. First what changes within elements, then what goes, last what comes: until something
 * goes, every index is the base's.
 */
function namedListDifferences(base: readonly unknown[], wanted: readonly unknown[]): Differences | undefined {
  const [before, after] = [elementNames(base), elementNames(wanted)];
  if (before === undefined || after === undefined) return undefined;
  const kept = after.filter((name) => before.includes(name));
  if (before.filter((name) => after.includes(name)).join("\0") !== kept.join("\0")) return undefined;
  const changed = kept.flatMap((name) => {
    const index = before.indexOf(name);
    return below(`/${index}`, differences(base[index], wanted[after.indexOf(name)]));
  });
  const removed = before.flatMap((name, index): Operation[] =>
    after.includes(name) ? [] : [{ op: "remove", path: `/${index}` }]
  );
  const added = after.flatMap((name, index): Operation[] =>
    before.includes(name) ? [] : [{ op: "add", path: `/${index}`, value: wanted[index] }]
  );
  return [...changed, ...removed.toReversed(), ...added];
}

/** The fewest operations; within an element that changes, again ours. */
function unnamedListDifferences(base: readonly unknown[], wanted: readonly unknown[]): Differences {
  return createPatch(base, wanted, (inner, other, at) => {
    if (inner === base) return undefined;
    return below(at.toString(), differences(inner, other)) as ReturnType<typeof createPatch>;
  }) as Differences;
}

/** First what goes, then what comes, last what changes; a property that is undefined counts as absent. */
function fieldDifferences(base: Fields, wanted: Fields): Differences {
  const operations: Operation[] = [];
  for (const key of Object.keys(base)) {
    if (has(base, key) && !has(wanted, key)) operations.push({ op: "remove", path: pathOf(key) });
  }
  for (const key of Object.keys(wanted)) {
    if (has(wanted, key) && !has(base, key)) {
      operations.push({ op: "add", path: pathOf(key), value: wanted[key] });
    }
  }
  for (const key of Object.keys(base)) {
    if (!has(base, key) || !has(wanted, key)) continue;
    const inner = differences(base[key], wanted[key]);
    if (inner.length > 0) operations.push(...below(pathOf(key), inner));
  }
  return operations;
}

function differences(base: unknown, wanted: unknown): Differences {
  if (sameValue(base, wanted)) return [];
  if (Array.isArray(base) && Array.isArray(wanted)) {
    return namedListDifferences(base, wanted) ?? unnamedListDifferences(base, wanted);
  }
  if (isFields(base) && isFields(wanted)) return fieldDifferences(base, wanted);
  return [{ op: "replace", path: "", value: wanted }];
}

/** The operations that turn `base` into `wanted`; none where they are equal. */
export function jsonPatch(base: unknown, wanted: unknown): readonly Operation[] {
  const operations = differences(base, wanted);
  return operations.length === 0 ? operations : [...nameTests(base, operations), ...operations];
}
