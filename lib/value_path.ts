/** How values and the ways to them are written for people. */
import type { ValuePath } from "./diagnostic.ts";

/** A path as JavaScript writes it: `canary.steps[2]`, `config["log-level"]`. */
export function formatPath(path: ValuePath): string {
  let text = "";
  for (const key of path) {
    if (typeof key === "number") text += `[${key}]`;
    else if (/^[A-Za-z_$][\w$]*$/.test(key)) text += text === "" ? key : `.${key}`;
    else text += `[${JSON.stringify(key)}]`;
  }
  return text;
}

/** A value in a message: text in quotes, long ones cut after 60 characters, objects by their kind. */
export function formatValue(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object" && value !== null) return "an object";
  if (typeof value === "string") {
    return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}…` : value);
  }
  return String(value);
}
