/** YAML with the line of each value. */
import { constructFromEvents, type Event, EVENT_ID, parseEvents, YAMLException } from "js-yaml";
import type { LocatedValue } from "./located_value.ts";
import { TreeError } from "./tree_error.ts";

function lineCounter(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
}

/** Goes through the events of a text beside the values that were made of them. */
function pairing(file: string, text: string, events: readonly Event[], lineOf: (offset: number) => number) {
  let at = 0;
  const next = (): Event => events[at++] ?? fail("it ends too early");
  const fail = (reason: string): never => {
    throw new TreeError(`Cannot read "${file}": ${reason}`);
  };
  const closes = (): boolean => {
    if (events[at]?.type !== EVENT_ID.POP) return false;
    at++;
    return true;
  };

  function mapOf(fields: ReadonlyMap<string, unknown>, line: number): LocatedValue {
    const entries = new Map<string, { keyLine: number; value: LocatedValue }>();
    const order = [...fields.keys()];
    while (!closes()) {
      const key = next();
      if (key.type !== EVENT_ID.SCALAR) return fail("a key is no text");
      const written = text.slice(key.valueStart, key.valueEnd);
      // A key with escapes is told by its place.
      const name = fields.has(written) ? written : order[entries.size] ?? fail(`the key ${written} is lost`);
      entries.set(name, { keyLine: lineOf(key.valueStart), value: valueOf(fields.get(name)) });
    }
    return { type: "map", file, line, entries };
  }

  function valueOf(value: unknown): LocatedValue {
    const event = next();
    if (event.type === EVENT_ID.SCALAR) {
      const scalar = value as string | number | boolean | null;
      return { type: "scalar", file, line: lineOf(event.valueStart), value: scalar };
    }
    if (event.type === EVENT_ID.MAPPING) {
      return mapOf(new Map(Object.entries(value as object)), lineOf(event.start));
    }
    if (event.type !== EVENT_ID.SEQUENCE) return fail("an alias stands in it");
    const items: LocatedValue[] = [];
    while (!closes()) items.push(valueOf((value as readonly unknown[])[items.length]));
    return { type: "list", file, line: lineOf(event.start), items };
  }

  return (value: unknown): LocatedValue => {
    next();
    const located = valueOf(value);
    next();
    return located;
  };
}

/**
 * Reads the documents of a YAML text; empty ones are left out.
 *
 * @param file How places name the file.
 * @param text What stands in it.
 * @param firstLine The line that the text begins on, where it is a part of a file. Default: 1.
 * @throws {TreeError} for what is no YAML.
 */
export function parseLocated(file: string, text: string, firstLine = 1): readonly LocatedValue[] {
  try {
    const events = parseEvents(text, { filename: file });
    const values = constructFromEvents(events, { source: text, filename: file });
    const counted = lineCounter(text);
    const locate = pairing(file, text, events, (offset) => counted(offset) + firstLine - 1);
    return values.map(locate).filter((value) => value.type !== "scalar" || value.value !== null);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const line = error.mark === undefined ? "" : `:${error.mark.line + firstLine}`;
    throw new TreeError(`Cannot read "${file}${line}": ${error.reason}`);
  }
}
