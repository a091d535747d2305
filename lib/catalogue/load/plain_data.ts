/** Whether a value is plain data, which YAML has a text for. */
import type { ValuePath } from "../../diagnostic.ts";

/** A value that isn't plain data. */
export interface Offence {
  /** Where in the value. */
  readonly path: ValuePath;
  /** What stands there, as in `a function`; goes on from `is`. */
  readonly found: string;
  /** Whether it is refused for its size alone. */
  readonly tooLarge?: true;
}

/** How large the value of one file may be. */
export interface PlainDataLimits {
  /** Objects, lists and scalars together. */
  readonly values: number;
  /** Objects and lists in one another. */
  readonly depth: number;
  /** Code units of one text. */
  readonly text: number;
  /** After how many offences the search ends. */
  readonly offences: number;
}

const defaults: PlainDataLimits = { values: 200_000, depth: 100, text: 4 * 2 ** 20, offences: 20 };

function instanceOf(value: object): string {
  if (value instanceof Date) return "a Date";
  if (value instanceof Promise) return "a promise that nobody awaits";
  const made: unknown = Object.getPrototypeOf(value)?.constructor;
  return typeof made === "function" && made.name !== ""
    ? `an instance of ${made.name}`
    : "an instance of a class";
}

function scalarOffence(value: unknown): string | undefined {
  switch (typeof value) {
    case "function":
      return /^class\b/.test(Function.prototype.toString.call(value)) ? "a class" : "a function";
    case "symbol":
      return "a symbol";
    case "bigint":
      return `the bigint ${value}n`;
    case "number":
      return Number.isFinite(value) ? undefined : String(value);
    case "string":
      if (!value.isWellFormed()) return "text with half a surrogate pair";
      return value.includes("\uFFFD")
        ? "text with U+FFFD, which stands for bytes that aren't UTF-8"
        : undefined;
    default:
      return undefined;
  }
}

/**
 * Everything in a value that isn't plain data: objects and lists of text, finite numbers, booleans, null and undefined.
 * The same object in two places is plain, an object inside itself isn't.
 */
export function findOffences(root: unknown, limits: Partial<PlainDataLimits> = {}): readonly Offence[] {
  const { values, depth, text, offences } = { ...defaults, ...limits };
  const found: Offence[] = [];
  const path: (string | number)[] = [];
  const around: object[] = [];
  let seen = 0;

  function refuse(what: string): void {
    if (found.length < offences) found.push({ path: [...path], found: what });
  }
  function refuseSize(what: string): void {
    if (!found.some(({ tooLarge }) => tooLarge)) found.push({ path: [...path], found: what, tooLarge: true });
  }
  function visitAt(key: string | number, value: unknown): void {
    path.push(key);
    visit(value);
    path.pop();
  }
  function visitMembers(value: object): void {
    if (Array.isArray(value)) {
      if (value.length + seen > values) return refuseSize(`a list of ${value.length} values`);
      for (let index = 0; index < value.length; index++) {
        const item: unknown = value[index];
        if (item === undefined && !(index in value)) {
          path.push(index);
          refuse("a hole");
          path.pop();
        } else visitAt(index, item);
      }
      return;
    }
    for (const key of Object.keys(value)) visitAt(key, (value as Record<string, unknown>)[key]);
    if (Object.getOwnPropertySymbols(value).length > 0) refuse("an object with a symbol for a key");
  }
  function visit(value: unknown): void {
    seen++;
    if (typeof value !== "object" || value === null) {
      if (typeof value === "string" && value.length > text) {
        return refuseSize(`text of ${value.length} characters`);
      }
      const what = scalarOffence(value);
      if (what !== undefined) refuse(what);
      return;
    }
    if (seen > values) return refuseSize(`the ${seen}th value`);
    if (around.includes(value)) return refuse("an object that contains itself");
    if (around.length >= depth) return refuseSize(`nested ${depth} deep`);
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== Array.prototype && prototype !== null) {
      return refuse(instanceOf(value));
    }
    around.push(value);
    visitMembers(value);
    around.pop();
  }
  visit(root);
  return found;
}

function copies(value: unknown): boolean {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}

/** The innermost part of a value that can't leave the thread although it looks like plain data: a proxy. */
export function findUncopyable(value: unknown, path: ValuePath = []): Offence {
  if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      if (!copies(inner)) return findUncopyable(inner, [...path, Array.isArray(value) ? Number(key) : key]);
    }
  }
  return { path, found: "a proxy" };
}
