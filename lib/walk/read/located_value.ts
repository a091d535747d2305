/** A value of a YAML file that knows which line each part of it stands on. */
import type { ValuePath } from "../../diagnostic.ts";

/** A line of a file. */
export interface Place {
  /** As it is named where it was read: `clusters/base/backend/service.yaml`. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
}

/** Text, a number, true, false or null. */
export interface LocatedScalar extends Place {
  /** Which of the three it is. */
  readonly type: "scalar";
  /** What it says. */
  readonly value: string | number | boolean | null;
}

/** A list. */
export interface LocatedList extends Place {
  /** Which of the three it is. */
  readonly type: "list";
  /** In order. */
  readonly items: readonly LocatedValue[];
}

/** An object. */
export interface LocatedMap extends Place {
  /** Which of the three it is. */
  readonly type: "map";
  /** In order; each stands on the line of its key. */
  readonly entries: ReadonlyMap<string, { readonly keyLine: number; readonly value: LocatedValue }>;
}

/** Any value. */
export type LocatedValue = LocatedScalar | LocatedList | LocatedMap;

/** The value alone. */
export function toPlain(value: LocatedValue): unknown {
  switch (value.type) {
    case "scalar":
      return value.value;
    case "list":
      return value.items.map(toPlain);
    case "map":
      return Object.fromEntries([...value.entries].map(([key, entry]) => [key, toPlain(entry.value)]));
  }
}

/** The place of the value at a path, or of the nearest one around it: of an object's entry the line of its key. */
export function placeAt(value: LocatedValue, path: ValuePath): Place {
  let place: Place = { file: value.file, line: value.line };
  let at: LocatedValue = value;
  for (const step of path) {
    if (at.type === "list") {
      const item: LocatedValue | undefined = at.items[Number(step)];
      if (item === undefined) break;
      at = item;
      place = { file: at.file, line: at.line };
    } else if (at.type === "map") {
      const entry: { keyLine: number; value: LocatedValue } | undefined = at.entries.get(String(step));
      if (entry === undefined) break;
      at = entry.value;
      place = { file: at.file, line: entry.keyLine };
    } else break;
  }
  return place;
}

/** The way to the innermost value that stands on a line; undefined where none does. */
export function pathAt(value: LocatedValue, line: number): ValuePath | undefined {
  if (value.type === "scalar") return value.line === line ? [] : undefined;
  const parts = value.type === "list"
    ? value.items.map((item, index) => [index, item.line, item] as const)
    : [...value.entries].map(([key, entry]) => [key, entry.keyLine, entry.value] as const);
  for (const [step, at, inner] of parts) {
    const rest = pathAt(inner, line);
    if (rest !== undefined) return [step, ...rest];
    if (at === line) return [step];
  }
  return undefined;
}
