/**
 * The arguments of the resource `kind_cluster` as the source of the provider `tehcyx/kind` defines them
 * (`kind/resource_cluster.go`, `kind/schema_kind_config.go`). The provider itself can't be built here: no registry
 * that this repository uses serves it. Comparing with this table is second best to `terraform validate`: it finds a
 * misspelt or misplaced argument, not one that a later version renames.
 */

/** What an argument takes: a value of a type, or blocks with arguments of their own. */
export type Argument = "string" | "number" | "boolean" | "strings" | BlockSchema;

/** Arguments by their names. */
export interface BlockSchema {
  readonly arguments: Readonly<Record<string, Argument>>;
  readonly required?: readonly string[];
  /** How many blocks there may be; any number by default. */
  readonly maxItems?: number;
}

const portMapping: BlockSchema = {
  arguments: {
    container_port: "number",
    host_port: "number",
    listen_address: "string",
    protocol: "string",
  },
};

const node: BlockSchema = {
  arguments: {
    role: "string",
    image: "string",
    extra_port_mappings: portMapping,
    kubeadm_config_patches: "strings",
  },
};

/** `resource "kind_cluster"`. */
export const KIND_CLUSTER: BlockSchema = {
  required: ["name"],
  arguments: {
    name: "string",
    node_image: "string",
    wait_for_ready: "boolean",
    kubeconfig_path: "string",
    kind_config: {
      maxItems: 1,
      required: ["kind", "api_version"],
      arguments: { kind: "string", api_version: "string", node, containerd_config_patches: "strings" },
    },
  },
};

/** What of a body the schema does not allow, a sentence each. */
export function violations(body: Readonly<Record<string, unknown>>, schema: BlockSchema, at = ""): string[] {
  const missing = (schema.required ?? []).filter((name) => !(name in body)).map((name) =>
    `${at}${name} is missing`
  );
  const found = Object.entries(body).flatMap(([name, value]) => {
    const wanted = schema.arguments[name];
    if (wanted === undefined) return [`${at}${name} is unknown`];
    if (typeof wanted === "string") {
      const found: string = typeof value;
      return found === wanted ? [] : [`${at}${name} is a ${found}, not a ${wanted}`];
    }
    const blocks = value as readonly Readonly<Record<string, unknown>>[];
    const many = blocks.length > (wanted.maxItems ?? Infinity) ? [`${at}${name} is there too often`] : [];
    return [
      ...many,
      ...blocks.flatMap((block, index) => violations(block, wanted, `${at}${name}[${index}].`)),
    ];
  });
  return [...missing, ...found];
}
