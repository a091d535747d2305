/** The catalogue with one value changed, and again with another: every one that a rendered line could depend on. */
import { z } from "zod";
import { argocd } from "../catalogue/schema/argocd.ts";
import { cluster } from "../catalogue/schema/cluster.ts";
import { service } from "../catalogue/schema/service.ts";
import { schemasAt } from "../catalogue/schemas_at.ts";
import type { Origin, ValuePath } from "../diagnostic.ts";
import type { Catalogue, CatalogueFile } from "../model/catalogue.ts";
import { otherScalars, samples } from "./sample_value.ts";

type Schema = z.core.$ZodType;

/** A catalogue that differs in one value. */
export interface Variation {
  /** A value got another one, a value or element went, or a field that isn't there got a value. */
  readonly kind: "changed" | "removed" | "set";
  /** Where the value stands, or would stand. */
  readonly origin: Origin;
  /** What it is; undefined where it isn't there. */
  readonly before: unknown;
  /** What it is in this variation; undefined where it went. */
  readonly after: unknown;
  /** The whole catalogue with that one difference; its shape is right, its rules may be broken. */
  readonly catalogue: Catalogue;
}

type Change = Omit<Variation, "origin" | "catalogue"> & { readonly path: ValuePath; readonly value: unknown };

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The value with another one at a path; undefined takes away what stands there. */
export function withValue(value: unknown, path: ValuePath, put: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return put;
  if (Array.isArray(value)) {
    const index = Number(key);
    return rest.length === 0 && put === undefined
      ? value.toSpliced(index, 1)
      : value.with(index, withValue(value[index], rest, put));
  }
  const fields = isFields(value) ? value : {};
  if (rest.length > 0 || put !== undefined) return { ...fields, [key]: withValue(fields[key], rest, put) };
  const { [key]: _, ...others } = fields;
  return others;
}

/** What else a written value could be, the likeliest to be allowed and the nearest to it first. */
function neighbours(
  value: unknown,
  schemas: readonly Schema[],
  known: readonly string[],
): readonly unknown[] {
  const others = schemas.flatMap((schema) => otherScalars(schema, known));
  if (typeof value === "boolean") return [!value, ...others];
  if (typeof value === "number") return [value + 1, value - 1, value / 2, ...others];
  if (typeof value !== "string") return others;
  const references = known.includes(value) ? known.filter((name) => name !== value) : [];
  const counted = value.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10));
  return [...references, counted, `${value}x`, `${value}7`, `x${value}`, ...others];
}

class Variations {
  readonly #schema: Schema;
  readonly #known: readonly string[];
  readonly #root: unknown;
  /** Whose absent fields say nothing: a cluster's differences, whose defaults are the services' own. */
  readonly #silent: (path: ValuePath) => boolean;

  constructor(schema: Schema, root: unknown, known: readonly string[], silent: (path: ValuePath) => boolean) {
    this.#schema = schema;
    this.#root = root;
    this.#known = known;
    this.#silent = silent;
  }

  #allowed(path: ValuePath, put: unknown): unknown {
    const value = withValue(this.#root, path, put);
    return z.safeParse(this.#schema, value).success ? value : undefined;
  }

  *#absent(
    path: ValuePath,
    fields: Readonly<Record<string, unknown>>,
    schemas: readonly Schema[],
  ): Generator<Change> {
    if (this.#silent(path)) return;
    for (const schema of schemas) {
      if (!(schema instanceof z.ZodObject) || !z.safeParse(schema, fields).success) continue;
      for (const [key, field] of Object.entries(schema.shape)) {
        if (Object.hasOwn(fields, key)) continue;
        for (const sample of samples(field)) {
          const value = this.#allowed([...path, key], sample.value);
          if (value === undefined) continue;
          const after = sample.path.reduce<unknown>(
            (at, step) => (at as Record<string, unknown>)[step],
            sample.value,
          );
          yield { kind: "set", path: [...path, key, ...sample.path], before: undefined, after, value };
        }
      }
    }
  }

  *of(path: ValuePath, written: unknown): Generator<Change> {
    const schemas = schemasAt(this.#schema, path);
    if (path.length > 0) {
      const removed = this.#allowed(path, undefined);
      if (removed !== undefined) {
        yield { kind: "removed", path, before: written, after: undefined, value: removed };
      }
    }
    if (typeof written === "object" && written !== null) {
      for (const [key, value] of Object.entries(written)) {
        yield* this.of([...path, Array.isArray(written) ? Number(key) : key], value);
      }
      if (isFields(written)) yield* this.#absent(path, written, schemas);
      return;
    }
    for (const after of neighbours(written, schemas, this.#known)) {
      if (after === written) continue;
      const value = this.#allowed(path, after);
      if (value === undefined) continue;
      yield { kind: "changed", path, before: written, after, value };
      return;
    }
  }
}

function* variationsOf<Value>(
  { file, value }: CatalogueFile<Value>,
  schema: Schema,
  known: readonly string[],
  silent: (path: ValuePath) => boolean,
  put: (changed: CatalogueFile<Value>) => Catalogue,
): Generator<Variation> {
  for (
    const { path, value: changed, ...rest } of new Variations(schema, value, known, silent).of([], value)
  ) {
    yield {
      ...rest,
      origin: { file, path },
      catalogue: put({ file, value: changed } as CatalogueFile<Value>),
    };
  }
}

/**
 * Every catalogue that differs from this one in one value.
 *
 * @param varied Whether values of a file are changed. Default: those of all.
 */
export function* variations(
  catalogue: Catalogue,
  varied: (file: string) => boolean = () => true,
): Generator<Variation> {
  const { services, clusters } = catalogue;
  const names = services.map(({ value }) => value.name);
  for (const [index, file] of services.entries()) {
    if (!varied(file.file)) continue;
    const others = names.filter((name) => name !== file.value.name);
    yield* variationsOf(file, service, others, () => false, (changed) => ({
      ...catalogue,
      services: services.with(index, changed),
    }));
  }
  for (const [index, file] of clusters.entries()) {
    if (!varied(file.file)) continue;
    yield* variationsOf(file, cluster, names, ([field]) => field === "services", (changed) => ({
      ...catalogue,
      clusters: clusters.with(index, changed),
    }));
  }
  if (!varied(catalogue.argocd.file)) return;
  yield* variationsOf(
    catalogue.argocd,
    argocd,
    [],
    () => false,
    (changed) => ({ ...catalogue, argocd: changed }),
  );
}
