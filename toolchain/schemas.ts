import { loadAll } from "js-yaml";
import { crdSchemas, type CustomResourceDefinition } from "./crd_schemas.ts";
import { type Definitions, openapiSchemas } from "./openapi_schemas.ts";
import type { Recipe } from "./recipe.ts";
import type { SchemaFile } from "./schema_file.ts";
import { ToolchainError } from "./toolchain_error.ts";

/** Where Kubernetes' module keeps the description of all built-in kinds. */
export const OPENAPI_DOCUMENT = "api/openapi-spec/swagger.json";

/** The files with CustomResourceDefinitions: the tool that brings them and the path within it. */
const CRDS = [
  ["istio-manifests", "manifests/charts/base/files/crd-all.gen.yaml"],
  ["argocd-manifests", "manifests/crds/application-crd.yaml"],
  ["argocd-manifests", "manifests/crds/applicationset-crd.yaml"],
  ["argocd-manifests", "manifests/crds/appproject-crd.yaml"],
  ["external-secrets-manifests", "config/crds/bases/external-secrets.io_externalsecrets.yaml"],
  ["sealed-secrets-manifests", "helm/sealed-secrets/crds/bitnami.com_sealedsecrets.yaml"],
] as const;

/** The modules that shape the schemas; a change of one of them makes the schemas anew. */
const MODULES = ["schemas.ts", "schema_file.ts", "openapi_schemas.ts", "crd_schemas.ts"];

/**
 * A folder of strict JSON schemas for kubeconform: every built-in kind of Kubernetes, and every kind of Istio,
 * Argo CD, the External Secrets Operator and Sealed Secrets out of their CustomResourceDefinitions. {@linkcode schemaLocation} says how kubeconform finds them.
 */
export const SCHEMAS: Recipe = {
  requires: [],
  uses: ["kubernetes-openapi", ...new Set(CRDS.map(([tool]) => tool))],
  result: "",
  identity: () => MODULES.map((name) => Deno.readTextFileSync(new URL(name, import.meta.url))).join("\n"),
  async make({ directory, inputs, progress }) {
    progress("reading");
    const swagger = JSON.parse(
      await Deno.readTextFile(`${inputs["kubernetes-openapi"]}/${OPENAPI_DOCUMENT}`),
    );
    const definitions = swagger.definitions as Definitions;
    const crds: CustomResourceDefinition[] = [];
    for (const [tool, path] of CRDS) {
      crds.push(...parseCrds(await Deno.readTextFile(`${inputs[tool]}/${path}`)));
    }
    progress("writing");
    const files = [...openapiSchemas(definitions), ...crds.flatMap((crd) => crdSchemas(crd, definitions))];
    for (const file of files) await write(directory, file);
  },
};

/**
 * The CustomResourceDefinitions in a YAML text of one or more documents.
 *
 * @throws {ToolchainError} if the text holds none.
 */
export function parseCrds(text: string): readonly CustomResourceDefinition[] {
  const documents = loadAll(text) as ({ readonly kind?: unknown } | null)[];
  const crds = documents.filter((document): document is CustomResourceDefinition =>
    document?.kind === "CustomResourceDefinition"
  );
  if (crds.length === 0) throw new ToolchainError("Cannot find a CustomResourceDefinition in the text given");
  return crds;
}

async function write(directory: string, { path, schema }: SchemaFile): Promise<void> {
  await Deno.mkdir(`${directory}/${path.slice(0, path.lastIndexOf("/"))}`, { recursive: true });
  await Deno.writeTextFile(`${directory}/${path}`, JSON.stringify(schema));
}
