import { rawObjects } from "../raw_objects.ts";
import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH171: a raw object in somebody else's namespace. */
export const objectNamespace: DefinitionRule = {
  code: "MESH171",
  name: "object-namespace",
  severity: "error",
  over: "definition",
  about: ["objects"],
  summary: "A raw object stands in another namespace than its service",
  reason:
    "The service's project may write to its own namespace only: Argo CD would refuse the whole Application.",
  fix: "Remove `metadata.namespace`; the service's is the default.",
  example: {
    wrong:
      `objects: [{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "extra", namespace: "frontend" } }],`,
    right: `objects: [{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "extra" } }],`,
  },
  *check(service) {
    for (const { index, object } of rawObjects(service)) {
      const { namespace } = object.metadata;
      if (namespace === undefined || namespace === service.namespace) continue;
      const text = `is ${JSON.stringify(namespace)}, must be ${JSON.stringify(service.namespace)}`;
      yield at(["objects", index, "metadata", "namespace"], text, "remove it");
    }
  },
};
