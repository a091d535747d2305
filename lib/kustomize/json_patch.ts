/** The difference between two objects as a JSON6902 patch that a reviewer understands. */
import { createPatch, Pointer } from "rfc6902";
import type { Operation } from "./kustomization.ts";

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
function namedListOperations(
  base: readonly unknown[],
  wanted: readonly unknown[],
  at: Pointer,
): Operation[] | undefined {
  const [before, after] = [elementNames(base), elementNames(wanted)];
  if (before === undefined || after === undefined) return undefined;
  const kept = after.filter((name) => before.includes(name));
  if (before.filter((name) => after.includes(name)).join("\0") !== kept.join("\0")) return undefined;
  const changed = kept.flatMap((name) => {
    const index = before.indexOf(name);
    return differences(base[index], wanted[after.indexOf(name)], at.add(String(index)));
  });
  const removed = before.flatMap((name, index): Operation[] =>
    after.includes(name) ? [] : [{ op: "remove", path: at.add(String(index)).toString() }]
  );
  const added = after.flatMap((name, index): Operation[] =>
    before.includes(name) ? [] : [{ op: "add", path: at.add(String(index)).toString(), value: wanted[index] }]
  );
  return [...changed, ...removed.toReversed(), ...added];
}

function differences(base: unknown, wanted: unknown, at: Pointer): Operation[] {
  const prefix = at.toString();
  return (createPatch(
    base,
    wanted,
    (inner, other, pointer) =>
      Array.isArray(inner) && Array.isArray(other)
        ? namedListOperations(inner, other, pointer) as ReturnType<typeof createPatch> | undefined
        : undefined,
  ) as Operation[]).map((operation) => ({ ...operation, path: `${prefix}${operation.path}` }));
}

/** The operations that turn `base` into `wanted`; none where they are equal. */
export function jsonPatch(base: unknown, wanted: unknown): readonly Operation[] {
  const operations = differences(base, wanted, new Pointer());
  return [...nameTests(base, operations), ...operations];
}
