/** Anything that can be thrown, as plain data. */
import type { Thrown } from "./protocol.ts";
import { RefusedError } from "./seal_globals.ts";

function textOf(value: unknown): string {
  try {
    if (typeof value === "string") return JSON.stringify(value);
    return typeof value === "object" && value !== null ? JSON.stringify(value) ?? "an object" : String(value);
  } catch {
    return "a value that can't be shown";
  }
}

/** Reads what was thrown. Never throws, though a catalogue file can throw what throws when it is looked at. */
export function readThrown(value: unknown): Thrown {
  try {
    if (!(value instanceof Error)) return { name: "", message: textOf(value), stack: "" };
    return {
      name: String(value.name),
      message: String(value.message),
      stack: typeof value.stack === "string" ? value.stack : "",
      ...(value instanceof Deno.errors.NotCapable ? { forbidden: true } : {}),
      ...(value instanceof RefusedError ? { refused: value.refused } : {}),
    };
  } catch {
    return { name: "", message: "a value that can't be shown", stack: "" };
  }
}
