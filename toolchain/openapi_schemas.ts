import {
  apiVersion,
  DIALECT,
  integerBounds,
  type JsonSchema,
  mapProperties,
  type SchemaFile,
  schemaPath,
} from "./schema_file.ts";

/** The definitions of Kubernetes' OpenAPI document (`api/openapi-spec/swagger.json`) by name. */
export type Definitions = Readonly<Record<string, JsonSchema>>;

/** The name of the definition of `metadata`. */
export const OBJECT_META = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";

const REFERENCE = "#/definitions/";

/** Types that the OpenAPI document describes too narrowly or not at all: their JSON form isn't what their type says. */
const SPECIAL: Definitions = {
  "io.k8s.apimachinery.pkg.util.intstr.IntOrString": { type: ["integer", "string"] },
  "io.k8s.apimachinery.pkg.api.resource.Quantity": { type: ["string", "number"] },
  "io.k8s.apimachinery.pkg.runtime.RawExtension": { type: "object" },
  "io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1": { type: "object" },
  "io.k8s.apimachinery.pkg.apis.meta.v1.Patch": { type: "object" },
  "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceSubresourceStatus": {
    type: "object",
  },
};

/**
 * One strict schema for each kind of a Kubernetes OpenAPI document (version 2).
 *
 * An unknown field anywhere is an error. Kinds that belong to no single group, such as `DeleteOptions`, are left out:
 * they are never applied.
 */
export function openapiSchemas(definitions: Definitions): readonly SchemaFile[] {
  const files: SchemaFile[] = [];
  for (const [name, definition] of Object.entries(definitions)) {
    const kinds = (definition["x-kubernetes-group-version-kind"] ?? []) as readonly GroupVersionKind[];
    const [only, ...others] = kinds;
    if (only === undefined || others.length > 0) continue;
    files.push({
      path: schemaPath(only.group, only.version, only.kind),
      schema: rootSchema(definitions, name, only),
    });
  }
  return files;
}

/** The definitions that the named ones reach, the named ones included, each converted to a strict schema. */
export function reachableDefinitions(definitions: Definitions, names: readonly string[]): Definitions {
  const reached = new Map<string, JsonSchema>();
  const queue = [...names];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const definition = definitions[name];
    if (definition === undefined || reached.has(name)) continue;
    reached.set(name, SPECIAL[name] ?? strictSchema(definition, (other) => queue.push(other)));
  }
  return Object.fromEntries([...reached].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A reference to a definition. */
export function definitionReference(name: string): JsonSchema {
  return { $ref: REFERENCE + name };
}

interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

function rootSchema(
  definitions: Definitions,
  name: string,
  { group, version, kind }: GroupVersionKind,
): JsonSchema {
  const needed: string[] = [];
  const body = strictSchema(definitions[name] ?? {}, (other) => needed.push(other));
  return {
    $schema: DIALECT,
    ...body,
    properties: {
      ...body["properties"] as JsonSchema,
      apiVersion: { enum: [apiVersion(group, version)] },
      kind: { enum: [kind] },
    },
    required: [...new Set(["apiVersion", "kind", ...(body["required"] ?? []) as readonly string[]])],
    definitions: reachableDefinitions(definitions, needed),
  };
}

function strictSchema(schema: JsonSchema, onReference: (name: string) => void): JsonSchema {
  const inner = (part: JsonSchema) => strictSchema(part, onReference);
  const { $ref: reference, type, format, required, properties, items, additionalProperties } = schema;
  if (typeof reference === "string") {
    onReference(reference.slice(REFERENCE.length));
    return { $ref: reference };
  }
  return {
    ...(type === undefined ? {} : { type }),
    ...(format === undefined ? {} : { format }),
    ...integerBounds(schema),
    ...(schema["enum"] === undefined ? {} : { enum: schema["enum"] }),
    ...(required === undefined ? {} : { required }),
    ...(items === undefined ? {} : { items: inner(items as JsonSchema) }),
    ...(properties === undefined ? {} : { properties: mapProperties(properties, inner) }),
    ...(additionalProperties === undefined
      ? type === "object" ? { additionalProperties: false } : {}
      : { additionalProperties: inner(additionalProperties as JsonSchema) }),
  };
}
