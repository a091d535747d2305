/** From everything that changes a line to the few values that explain it. */
import type { Origin, ValuePath } from "../diagnostic.ts";
import type { Effect } from "./effects.ts";
import { changedColumns } from "./line_changes.ts";

/** How a value is behind a line. */
export type Relation =
  /** The line says the value. */
  | "value"
  /** The line says what holds because the field isn't written. */
  | "default"
  /** The line is computed from the value, among others. */
  | "derived"
  /** Without the value the line wouldn't be there. */
  | "presence";

/** One value behind a line. */
export interface Cause {
  /** How. */
  readonly relation: Relation;
  /** The value, or the field that isn't written. */
  readonly origin: Origin;
  /** What is written; undefined for a default. */
  readonly value: unknown;
  /** What was tried instead; undefined where the value was taken away. */
  readonly tried: unknown;
  /** What the line says then; undefined where it is gone. */
  readonly line: string | undefined;
  /** How many lines of the file change with it. */
  readonly extent: number;
}

/** Whether a line only has one text in the place of another. */
function isCopy(rendered: string, other: string, { kind, before: value, after: tried }: Effect): boolean {
  // Whether a text needs quotes depends on what it is.
  const [before, after] = [rendered.replaceAll('"', ""), other.replaceAll('"', "")];
  if (typeof tried === "object" || tried === undefined) return false;
  const put = String(tried);
  if (kind === "set") {
    const [first] = changedColumns(before, after);
    return after.indexOf(put, Math.max(0, first - 1 - put.length)) >= 0;
  }
  const written = String(value);
  if (typeof value === "object" || written === "") return false;
  if (before.replaceAll(written, put) === after) return true;
  for (let at = before.indexOf(written); at >= 0; at = before.indexOf(written, at + 1)) {
    if (before.slice(0, at) + put + before.slice(at + written.length) === after) return true;
  }
  return false;
}

function relationOf(before: string, effect: Effect): Relation | undefined {
  const { kind, line } = effect;
  if (kind === "removed") return line === undefined ? "presence" : undefined;
  if (line === undefined) return kind === "changed" ? "presence" : undefined;
  if (isCopy(before, line, effect)) return kind === "set" ? "default" : "value";
  return "derived";
}

const order: readonly Relation[] = ["value", "default", "derived", "presence"];

function compare(a: Cause & { readonly set: boolean }, b: Cause & { readonly set: boolean }): number {
  // What says a value stands before what only computes it; of the same kind, what changes less is nearer.
  return Number(a.relation === "presence") - Number(b.relation === "presence") ||
    Number(a.relation === "derived") - Number(b.relation === "derived") ||
    Number(a.set && a.relation === "derived") - Number(b.set && b.relation === "derived") ||
    a.extent - b.extent || b.origin.path.length - a.origin.path.length ||
    order.indexOf(a.relation) - order.indexOf(b.relation) ||
    Number(a.tried !== undefined) - Number(b.tried !== undefined);
}

const startsWith = (path: ValuePath, prefix: ValuePath) =>
  prefix.every((step, index) => path[index] === step);
const sameOrigin = (a: Origin, b: Origin) =>
  a.file === b.file && a.path.length === b.path.length && startsWith(a.path, b.path);

/**
 * Everything behind a line, the nearest first, each value once.
 *
 * @param line The line as it is rendered.
 * @param effects What was seen to change it.
 */
export function allCauses(line: string, effects: readonly Effect[]): readonly Cause[] {
  const causes = effects.flatMap((effect) => {
    const relation = relationOf(line, effect);
    if (relation === undefined) return [];
    const { origin, before: value, after: tried, line: then, extent } = effect;
    return [{ relation, origin, value, tried, line: then, extent, set: effect.kind === "set" }];
  }).sort(compare);
  return causes
    .filter(({ origin }, index) => causes.findIndex((other) => sameOrigin(other.origin, origin)) === index)
    .map(({ set: _, ...cause }) => cause);
}

/** The causes that change a column of a line, counted from 1; all where none does. */
export function causesAt(causes: readonly Cause[], line: string, column: number): readonly Cause[] {
  const there = causes.filter(({ line: then }) => {
    if (then === undefined) return false;
    const [first, last] = changedColumns(line, then);
    return first <= column && column <= last;
  });
  return there.length === 0 ? causes : there;
}

/** The most values that a line says and that are told one by one: a path has a few, a row of a table many. */
const mostValues = 3;
/** The most values that are computed into one line and still told one by one. */
const mostDerived = 4;

/**
 * The causes worth a person's while: what the line says, or else what it is computed from, and what it is there for
 * where that is something else.
 */
export function mainCauses(causes: readonly Cause[]): readonly Cause[] {
  const said = causes.filter(({ relation }) => relation === "value" || relation === "default");
  const values = said.filter(({ relation }) => relation === "value").slice(0, mostValues);
  const nearest = [...new Set([...said.slice(0, 1), ...values])];
  const derived = causes.filter(({ relation, value: written }) =>
    relation === "derived" && written !== undefined
  );
  const instead = derived.length > 0 ? derived : causes.filter(({ relation }) => relation === "derived");
  const main = nearest.length > 0 ? nearest : instead.slice(0, mostDerived);
  // What changes less than the value that the line says is nearer to it: the content that a name has a hash of.
  const nearer = nearest.length === 0
    ? []
    : derived.filter(({ extent }) => extent < nearest[0]!.extent).slice(0, mostDerived);
  const equal = nearest.length === 0
    ? []
    : derived.filter(({ extent }) => extent === nearest[0]!.extent).slice(0, 2);
  const presence = causes.find(({ relation }) => relation === "presence");
  const around = presence !== undefined &&
    [...main, ...equal].some(({ origin }) =>
      origin.file === presence.origin.file && startsWith(origin.path, presence.origin.path)
    );
  return [...nearer, ...main, ...equal, ...(presence === undefined || around ? [] : [presence])];
}
