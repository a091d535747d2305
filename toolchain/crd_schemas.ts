import {
  definitionReference,
  type Definitions,
  OBJECT_META,
  reachableDefinitions,
} from "./openapi_schemas.ts";
import {
  apiVersion,
  DIALECT,
  integerBounds,
  type JsonSchema,
  mapProperties,
  type SchemaFile,
  schemaPath,
} from "./schema_file.ts";

/** The parts of a CustomResourceDefinition that say what its objects look like. */
export interface CustomResourceDefinition {
  /** Always `CustomResourceDefinition`. */
  readonly kind: "CustomResourceDefinition";
  /** What is defined. */
  readonly spec: {
    /** The API group. */
    readonly group: string;
    /** What the kind is called. */
    readonly names: { readonly kind: string };
    /** The versions of the kind. */
    readonly versions: readonly {
      /** The version's name. */
      readonly name: string;
      /** Whether the API server accepts objects of this version. */
      readonly served: boolean;
      /** The structural schema. */
      readonly schema: { readonly openAPIV3Schema: JsonSchema };
    }[];
  };
}

/** Keywords of a structural schema that mean the same in JSON schema. */
const KEPT = [
  ...["type", "format", "enum", "pattern", "required", "title"],
  ...["minimum", "maximum", "multipleOf", "minLength", "maxLength"],
  ...["minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties"],
];

/**
 * One strict schema for each served version of a CustomResourceDefinition.
 *
 * The API server would drop an unknown field silently; here it is an error, save below
 * `x-kubernetes-preserve-unknown-fields`. `metadata` is that of `definitions`. Rules in CEL
 * (`x-kubernetes-validations`) can't be said in JSON schema and are left to the API server.
 */
export function crdSchemas(crd: CustomResourceDefinition, definitions: Definitions): readonly SchemaFile[] {
  const { group, names, versions } = crd.spec;
  return versions.filter(({ served }) => served).map(({ name: version, schema }): SchemaFile => {
    const body = strictSchema(schema.openAPIV3Schema);
    return {
      path: schemaPath(group, version, names.kind),
      schema: {
        $schema: DIALECT,
        ...body,
        properties: {
          ...body["properties"] as JsonSchema,
          apiVersion: { enum: [apiVersion(group, version)] },
          kind: { enum: [names.kind] },
          metadata: definitionReference(OBJECT_META),
        },
        required: [
          ...new Set(["apiVersion", "kind", "metadata", ...(body["required"] ?? []) as readonly string[]]),
        ],
        definitions: reachableDefinitions(definitions, [OBJECT_META]),
      },
    };
  });
}

function strictSchema(schema: JsonSchema): JsonSchema {
  const result: Record<string, unknown> = constraints(schema, strictSchema);
  if (schema["x-kubernetes-embedded-resource"] === true) {
    const properties = {
      apiVersion: { type: "string" },
      kind: { type: "string" },
      metadata: { type: "object" },
    };
    result["properties"] = { ...properties, ...result["properties"] as JsonSchema };
  }
  if (schema["type"] === "object" && schema["x-kubernetes-preserve-unknown-fields"] !== true) {
    result["additionalProperties"] ??= false;
  }
  const required = requiredWithoutDefault(schema);
  if (required === undefined) delete result["required"];
  else result["required"] = required;
  return schema["nullable"] === true ? nullable(result) : result;
}

// What stands below `anyOf` and its like only adds conditions to a schema that is already closed.
function constraints(schema: JsonSchema, inner: (schema: JsonSchema) => JsonSchema): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const keyword of KEPT) if (schema[keyword] !== undefined) result[keyword] = schema[keyword];
  Object.assign(result, integerBounds(schema));
  if (schema["x-kubernetes-int-or-string"] === true) result["type"] = ["integer", "string"];
  exclusive(schema, result, "minimum", "exclusiveMinimum");
  exclusive(schema, result, "maximum", "exclusiveMaximum");
  for (const keyword of ["allOf", "anyOf", "oneOf"]) {
    const parts = schema[keyword] as readonly JsonSchema[] | undefined;
    if (parts !== undefined) result[keyword] = parts.map(condition);
  }
  if (schema["not"] !== undefined) result["not"] = condition(schema["not"] as JsonSchema);
  if (schema["properties"] !== undefined) result["properties"] = mapProperties(schema["properties"], inner);
  if (schema["items"] !== undefined) result["items"] = inner(schema["items"] as JsonSchema);
  const additional = schema["additionalProperties"];
  if (additional !== undefined) {
    result["additionalProperties"] = typeof additional === "boolean"
      ? additional
      : inner(additional as JsonSchema);
  }
  return result;
}

function condition(schema: JsonSchema): JsonSchema {
  return constraints(schema, condition);
}

// OpenAPI 3.0 marks a bound as exclusive by a boolean, JSON schema by a bound of its own.
function exclusive(
  schema: JsonSchema,
  result: Record<string, unknown>,
  bound: string,
  keyword: string,
): void {
  if (schema[keyword] !== true) return;
  result[keyword] = schema[bound];
  delete result[bound];
}

// The API server fills in defaults before it validates.
function requiredWithoutDefault(schema: JsonSchema): readonly string[] | undefined {
  const required = schema["required"] as readonly string[] | undefined;
  const properties = (schema["properties"] ?? {}) as Readonly<Record<string, JsonSchema>>;
  const left = required?.filter((name) => properties[name]?.["default"] === undefined);
  return left === undefined || left.length === 0 ? undefined : left;
}

function nullable(schema: Readonly<Record<string, unknown>>): JsonSchema {
  return { anyOf: [{ type: "null" }, schema] };
}
