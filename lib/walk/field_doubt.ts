/** The doubt that an object's unknown field is. */
import { formatPath } from "../value_path.ts";
import { type KnownShape, unknownField } from "./known_fields.ts";
import { below, nameOf, type Reference } from "./reference.ts";
import type { Doubt } from "./verdict.ts";

/** The doubt about a value with a field that isn't understood; undefined where all are. */
export function fieldDoubt(value: unknown, shape: KnownShape, at: Reference): Doubt | undefined {
  const path = unknownField(value, shape);
  if (path === undefined) return undefined;
  const field = below(at, ...path);
  return { reason: `${nameOf(at)} says ${formatPath(field.path)}, which isn't understood`, at: field };
}
