/** Which fields may stand at a place of the catalogue. */
import { z } from "zod";
import type { ValuePath } from "../diagnostic.ts";
import { schemasAt } from "./schemas_at.ts";

/** The names of the fields that an object at this path may have. */
export function knownFields(schema: z.core.$ZodType, path: ValuePath): readonly string[] {
  return [
    ...new Set(
      schemasAt(schema, path).flatMap((found) =>
        found instanceof z.ZodObject ? Object.keys(found.shape) : []
      ),
    ),
  ];
}
