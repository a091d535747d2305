import { knownNames } from "../known_names.ts";
import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** What the downward API offers as environment variables. Source: Kubernetes. */
const fields = [
  "metadata.name",
  "metadata.namespace",
  "metadata.uid",
  "spec.nodeName",
  "spec.serviceAccountName",
  "status.hostIP",
  "status.hostIPs",
  "status.podIP",
  "status.podIPs",
];
const keyed = /^metadata\.(labels|annotations)\['[^']+'\]$/;

/** MESH107: a field of the pod that can't be asked for. */
export const envField: DefinitionRule = {
  code: "MESH107",
  name: "env-field",
  severity: "error",
  over: "definition",
  about: ["env", "canary"],
  summary: "An environment variable asks for a field of the pod that is not on offer",
  reason: "Kubernetes refuses such a pod.",
  fix:
    "Use a field of the downward API, such as `metadata.name`, `status.podIP` or `metadata.labels['app']`.",
  example: {
    wrong: `env: { POD_NAME: { field: "metadata.Name" } },`,
    right: `env: { POD_NAME: { field: "metadata.name" } },`,
  },
  *check({ written: { env, canary } }) {
    for (const [path, values] of [[["env"], env], [["canary", "env"], canary?.env]] as const) {
      for (const name in values) {
        const value = values[name]!;
        if (typeof value === "string" || !("field" in value)) continue;
        if (fields.includes(value.field) || keyed.test(value.field)) continue;
        const text = `is ${JSON.stringify(value.field)}, which the downward API does not offer`;
        yield at([...path, name, "field"], text, knownNames(value.field, fields));
      }
    }
  },
};
