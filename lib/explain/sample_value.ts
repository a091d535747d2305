/** Values that a schema allows, to see what changes when a field has one. */
import { z } from "zod";
import type { ValuePath } from "../diagnostic.ts";

type Schema = z.core.$ZodType;

/** A value, and the fields within it that it is about: the whole where the path is empty. */
export interface Sample {
  /** The way from the value to the field that the sample is about. */
  readonly path: ValuePath;
  /** What the schema allows. */
  readonly value: unknown;
}

/** Texts and numbers of many forms; none is a default of the catalogue, so that taking one always shows. */
const texts = [
  "sample",
  "/sample",
  "7s",
  "77Mi",
  "7h",
  "Ag".padEnd(110, "A"),
  "sample.example",
  "registry.example/sample:7.7.7",
  "https://sample.example/sample",
  "10.77.0.0/16",
  "7.7.7",
  "v7.7.7",
  "7 7 7 7 7",
  "77%",
  "60s",
] as const;
const numbers = [7, 77, 17, 1, 0.7] as const;

const allows = (schema: Schema, value: unknown) => z.safeParse(schema, value).success;

/** What a text, a number or a word could be instead; the first that the schema allows is taken. */
export function otherScalars(schema: Schema, known: readonly string[] = []): readonly unknown[] {
  if (schema instanceof z.ZodOptional) return otherScalars(schema.unwrap() as Schema, known);
  if (schema instanceof z.ZodUnion) {
    return schema.options.flatMap((option) => otherScalars(option as Schema, known));
  }
  if (schema instanceof z.ZodEnum) return schema.options;
  if (schema instanceof z.ZodLiteral) return [...schema.values];
  if (schema instanceof z.ZodBoolean) return [true, false];
  if (schema instanceof z.ZodNumber) return numbers.filter((value) => allows(schema, value));
  if (schema instanceof z.ZodString) return [...known, ...texts].filter((value) => allows(schema, value));
  return [];
}

/** The first value that the schema allows, with required fields only. */
function smallest(schema: Schema): unknown {
  return samples(schema, 0)[0]?.value;
}

function objectSamples(schema: z.ZodObject, depth: number): readonly Sample[] {
  const required = Object.fromEntries(
    Object.entries(schema.shape).filter(([, field]) => !(field instanceof z.ZodOptional))
      .map(([key, field]) => [key, smallest(field)]),
  );
  const inner = depth === 0
    ? []
    : Object.entries(schema.shape).flatMap(([key, field]) =>
      samples(field, depth - 1).map(({ path, value }) => ({
        path: [key, ...path],
        value: { ...required, [key]: value },
      }))
    );
  return [{ path: [], value: required }, ...inner];
}

/**
 * Values for a field that isn't there: each word of an enumeration, one number, one text, and of an object one for each
 * field in it. A list gets one element, one list for each sample of it; a record gets one entry.
 *
 * @param depth How many levels of objects are gone into. Default: 4, which is more than the catalogue has.
 */
export function samples(schema: Schema, depth = 4): readonly Sample[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
    return samples(schema.unwrap() as Schema, depth);
  }
  if (schema instanceof z.ZodUnion) {
    return schema.options.flatMap((option) => samples(option as Schema, depth));
  }
  if (schema instanceof z.ZodObject) return objectSamples(schema, depth);
  const whole = (value: unknown): Sample => ({ path: [], value });
  if (schema instanceof z.ZodArray) {
    return samples(schema.element as Schema, depth).map(({ path, value }) => ({
      path: path.length === 0 ? [] : [0, ...path],
      value: [value],
    }));
  }
  if (schema instanceof z.ZodRecord) {
    const key = otherScalars(schema.keyType as Schema)[0];
    return typeof key === "string" ? [whole({ [key]: smallest(schema.valueType as Schema) })] : [];
  }
  const scalars = otherScalars(schema);
  const few = schema instanceof z.ZodNumber || schema instanceof z.ZodString ? scalars.slice(0, 1) : scalars;
  return few.map(whole);
}
