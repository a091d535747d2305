/** JSON6902 operations on values that know their lines: what a patch adds stands on the patch's line. */
import { sameValue } from "../../same_value.ts";
import type { LocatedList, LocatedMap, LocatedValue } from "./located_value.ts";
import { toPlain } from "./located_value.ts";
import { TreeError } from "./tree_error.ts";

/** An operation of RFC 6902 whose value knows its lines. */
export interface LocatedOperation {
  /** `add`, `remove`, `replace`, `move`, `copy` or `test`. */
  readonly op: string;
  /** A JSON pointer. */
  readonly path: string;
  /** With `move` and `copy`. */
  readonly from?: string;
  /** With `add`, `replace` and `test`. */
  readonly value?: LocatedValue;
  /** The line that the operation begins on, where it was read from a file. */
  readonly line?: number;
}

const segmentsOf = (pointer: string): readonly string[] =>
  pointer === ""
    ? []
    : pointer.split("/").slice(1).map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));

function fail(operation: LocatedOperation, reason: string): never {
  throw new TreeError(`Cannot ${operation.op} ${JSON.stringify(operation.path)}: ${reason}`);
}

function indexIn(list: LocatedList, segment: string, operation: LocatedOperation, end: number): number {
  const index = segment === "-" && operation.op === "add" ? list.items.length : Number(segment);
  if (!Number.isInteger(index) || index < 0 || index >= end) {
    fail(operation, `the list has no place "${segment}"`);
  }
  return index;
}

function read(value: LocatedValue, segments: readonly string[], operation: LocatedOperation): LocatedValue {
  let at = value;
  for (const segment of segments) {
    const next = at.type === "list"
      ? at.items[Number(segment)]
      : at.type === "map"
      ? at.entries.get(segment)?.value
      : undefined;
    if (next === undefined) fail(operation, `there is no "${segment}"`);
    at = next;
  }
  return at;
}

/** The value with one place in it changed by `change`, which gets what holds the place. */
function update(
  value: LocatedValue,
  segments: readonly string[],
  operation: LocatedOperation,
  change: (holder: LocatedList | LocatedMap, segment: string) => LocatedValue,
): LocatedValue {
  const [segment, ...rest] = segments;
  if (segment === undefined || value.type === "scalar") fail(operation, "nothing holds that place");
  if (rest.length === 0) return change(value, segment);
  if (value.type === "list") {
    const index = indexIn(value, segment, operation, value.items.length);
    return { ...value, items: value.items.with(index, update(value.items[index]!, rest, operation, change)) };
  }
  const entry = value.entries.get(segment);
  if (entry === undefined) fail(operation, `there is no "${segment}"`);
  return {
    ...value,
    entries: new Map(value.entries).set(segment, {
      ...entry,
      value: update(entry.value, rest, operation, change),
    }),
  };
}

function put(value: LocatedValue, operation: LocatedOperation, added: LocatedValue): LocatedValue {
  const segments = segmentsOf(operation.path);
  if (segments.length === 0) return added;
  return update(value, segments, operation, (holder, segment) => {
    if (holder.type === "map") {
      if (operation.op === "replace" && !holder.entries.has(segment)) fail(operation, "there is nothing");
      const entries = new Map(holder.entries);
      return { ...holder, entries: entries.set(segment, { keyLine: added.line, value: added }) };
    }
    if (operation.op === "replace") {
      return {
        ...holder,
        items: holder.items.with(indexIn(holder, segment, operation, holder.items.length), added),
      };
    }
    const index = indexIn(holder, segment, { ...operation, op: "add" }, holder.items.length + 1);
    return { ...holder, items: holder.items.toSpliced(index, 0, added) };
  });
}

function remove(value: LocatedValue, operation: LocatedOperation, path = operation.path): LocatedValue {
  return update(value, segmentsOf(path), operation, (holder, segment) => {
    if (holder.type === "list") {
      return {
        ...holder,
        items: holder.items.toSpliced(indexIn(holder, segment, operation, holder.items.length), 1),
      };
    }
    const entries = new Map(holder.entries);
    if (!entries.delete(segment)) fail(operation, "there is nothing");
    return { ...holder, entries };
  });
}

function apply(value: LocatedValue, operation: LocatedOperation): LocatedValue {
  const wanted = operation.value;
  switch (operation.op) {
    case "add":
    case "replace":
      return put(value, operation, wanted ?? fail(operation, "it has no value"));
    case "remove":
      return remove(value, operation);
    case "copy":
    case "move": {
      const from = segmentsOf(operation.from ?? fail(operation, "it doesn't say from where"));
      const moved = read(value, from, operation);
      const rest = operation.op === "move" ? remove(value, operation, operation.from) : value;
      return put(rest, operation, moved);
    }
    case "test": {
      const found = toPlain(read(value, segmentsOf(operation.path), operation));
      const expected = wanted === undefined ? undefined : toPlain(wanted);
      if (!sameValue(found, expected)) {
        fail(operation, `it is ${JSON.stringify(found)}, must be ${JSON.stringify(expected)}`);
      }
      return value;
    }
    default:
      return fail(operation, "there is no such operation");
  }
}

/** The value after all operations in order. Throws a {@linkcode TreeError} for one that can't be done. */
export function applyOperations(value: LocatedValue, operations: readonly LocatedOperation[]): LocatedValue {
  return operations.reduce(apply, value);
}
