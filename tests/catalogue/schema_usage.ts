/** Which fields and forms of the schema values use: the other half of proving that fixtures use all of them. */
import { z } from "zod";

/**
 * What a schema allows, one entry for each thing that a value can choose: a field of an object, a form of a union, a
 * value of an enumeration, that a record or list has an entry. A part that stands in several places counts once.
 */
export type Choices = ReadonlyMap<z.core.$ZodType, ReadonlyMap<string, string>>;

/** The keys of the choices that values made, by the schema they belong to. */
export type Usage = Map<z.core.$ZodType, Set<string>>;

const entry = "*";

function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  let inner = schema;
  while (inner instanceof z.ZodOptional) inner = inner.unwrap();
  return inner;
}

/** What tells an option of a union from its siblings: the value it stands for, or a field that only it has. */
function optionName(option: z.core.$ZodType, siblings: readonly z.core.$ZodType[]): string {
  if (option instanceof z.ZodLiteral) return JSON.stringify(option.value);
  if (!(option instanceof z.ZodObject)) return option._zod.def.type;
  const others = siblings.filter((sibling) => sibling !== option && sibling instanceof z.ZodObject);
  const own = Object.keys(option.shape).find((field) =>
    others.every((other) => !(field in (other as z.ZodObject).shape))
  );
  const literal = Object.values(option.shape).find((field) => field instanceof z.ZodLiteral);
  return own ?? (literal instanceof z.ZodLiteral ? String(literal.value) : "object");
}

/** The choices of one schema alone, key → path, and the schemas within it with their paths. */
function choicesAt(schema: z.core.$ZodType, path: string): {
  readonly own: readonly (readonly [key: string, path: string])[];
  readonly inner: readonly (readonly [schema: z.core.$ZodType, path: string])[];
} {
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries(schema.shape).map(([field, inner]) =>
      [field, `${path}.${field}`, inner as z.core.$ZodType] as const
    );
    return {
      own: fields.map(([field, at]) => [field, at] as const),
      inner: fields.map(([, at, inner]) => [inner, at] as const),
    };
  }
  if (schema instanceof z.ZodUnion) {
    const options = schema.options.map((option, index) =>
      [String(index), `${path}<${optionName(option, schema.options)}>`, option] as const
    );
    return {
      own: options.map(([key, at]) => [key, at] as const),
      inner: options.map(([, at, option]) => [option, at] as const),
    };
  }
  if (schema instanceof z.ZodEnum) {
    return {
      own: schema.options.map((value) => [String(value), `${path} = ${JSON.stringify(value)}`]),
      inner: [],
    };
  }
  if (schema instanceof z.ZodRecord) {
    return { own: [[entry, `${path}.*`]], inner: [[schema.valueType, `${path}.*`]] };
  }
  if (schema instanceof z.ZodArray) {
    return { own: [[entry, `${path}[]`]], inner: [[schema.element, `${path}[]`]] };
  }
  return { own: [], inner: [] };
}

/** Every choice that a schema allows, with the first path by which it is reached. */
export function choicesOf(root: z.core.$ZodType, name: string): Choices {
  const choices = new Map<z.core.$ZodType, ReadonlyMap<string, string>>();
  // Breadth first, so that what is shared is named by its shortest path.
  const waiting: (readonly [z.core.$ZodType, string])[] = [[root, name]];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const schema = unwrapped(next[0]);
    if (choices.has(schema)) continue;
    const { own, inner } = choicesAt(schema, next[1]);
    choices.set(schema, new Map(own));
    waiting.push(...inner);
  }
  return choices;
}

function choose(usage: Usage, schema: z.core.$ZodType, key: string): void {
  const known = usage.get(schema);
  if (known === undefined) usage.set(schema, new Set([key]));
  else known.add(key);
}

/** Notes every choice that a valid value makes. */
export function noteUsage(usage: Usage, wrapped: z.core.$ZodType, value: unknown): void {
  const schema = unwrapped(wrapped);
  if (value === undefined) return;
  if (schema instanceof z.ZodObject) {
    for (const [field, inner] of Object.entries(value as Readonly<Record<string, unknown>>)) {
      choose(usage, schema, field);
      noteUsage(usage, schema.shape[field] as z.core.$ZodType, inner);
    }
  } else if (schema instanceof z.ZodUnion) {
    schema.options.forEach((option, index) => {
      if (!z.safeParse(option, value).success) return;
      choose(usage, schema, String(index));
      noteUsage(usage, option, value);
    });
  } else if (schema instanceof z.ZodEnum) {
    choose(usage, schema, String(value));
  } else if (schema instanceof z.ZodRecord || schema instanceof z.ZodArray) {
    const inner = schema instanceof z.ZodRecord ? schema.valueType : schema.element;
    for (const one of Object.values(value as object)) {
      choose(usage, schema, entry);
      noteUsage(usage, inner, one);
    }
  }
}

/** The paths of the choices that nobody made. */
export function unused(choices: Choices, usage: Usage): readonly string[] {
  return [...choices].flatMap(([schema, own]) =>
    [...own].filter(([key]) => usage.get(schema)?.has(key) !== true).map(([, path]) => path)
  );
}
