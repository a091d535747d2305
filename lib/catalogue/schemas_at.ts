/** The part of a schema that a part of a value has to have. */
import { z } from "zod";
import type { ValuePath } from "../diagnostic.ts";

/** Every schema that may hold at the end of a path: unions give several. */
export function schemasAt(schema: z.core.$ZodType, path: ValuePath): readonly z.core.$ZodType[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
    return schemasAt(schema.unwrap() as z.core.$ZodType, path);
  }
  if (schema instanceof z.ZodUnion) {
    return schema.options.flatMap((option) => schemasAt(option as z.core.$ZodType, path));
  }
  const [key, ...rest] = path;
  if (key === undefined) return [schema];
  if (schema instanceof z.ZodObject) {
    const field = schema.shape[key];
    return field === undefined ? [] : schemasAt(field, rest);
  }
  if (schema instanceof z.ZodRecord) return schemasAt(schema.valueType as z.core.$ZodType, rest);
  if (schema instanceof z.ZodArray) return schemasAt(schema.element as z.core.$ZodType, rest);
  return [];
}
