/** A JSON schema, or a part of one. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The schema of one kind and where kubeconform looks for it. */
export interface SchemaFile {
  /** The path below the folder of schemas. */
  readonly path: string;
  /** The schema; it refers to nothing outside of itself. */
  readonly schema: JsonSchema;
}

/** The dialect of every schema made here: the newest one in which `format` is checked. */
export const DIALECT = "http://json-schema.org/draft-07/schema#";

/** Where kubeconform finds the schemas of a folder: the value of its `-schema-location`. */
export function schemaLocation(folder: string): string {
  return `${folder}/{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json`;
}

/**
 * Where kubeconform looks for the schema of a kind, below the folder of {@linkcode schemaLocation}. Kinds of the core
 * group are found under `v1`, because kubeconform takes what comes before a slash of `apiVersion` for the group.
 */
export function schemaPath(group: string, version: string, kind: string): string {
  return `${group === "" ? version : group}/${kind.toLowerCase()}_${version}.json`;
}

/** `apiVersion` of a group and version. */
export function apiVersion(group: string, version: string): string {
  return group === "" ? version : `${group}/${version}`;
}

/** The bounds of an integer of 32 bits, which JSON schema does not know by its format. */
export function integerBounds(schema: JsonSchema): JsonSchema {
  if (schema["format"] !== "int32") return {};
  return { minimum: schema["minimum"] ?? -(2 ** 31), maximum: schema["maximum"] ?? 2 ** 31 - 1 };
}

/** The properties of an object by name, each converted. */
export function mapProperties(
  properties: unknown,
  convert: (schema: JsonSchema) => JsonSchema,
): Readonly<Record<string, JsonSchema>> {
  const entries = Object.entries(properties as Record<string, JsonSchema>);
  return Object.fromEntries(entries.map(([name, schema]) => [name, convert(schema)]));
}
