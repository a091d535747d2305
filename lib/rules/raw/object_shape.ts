import { isFields, missingPart } from "../raw_objects.ts";
import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH170: a raw object that isn't one. */
export const objectShape: DefinitionRule = {
  code: "MESH170",
  name: "object-shape",
  severity: "error",
  over: "definition",
  about: ["objects"],
  summary: "A raw object is not an object of the Kubernetes API",
  reason:
    "Without `apiVersion`, `kind` and `metadata.name` nobody can tell what it is, and Kustomize can't be " +
    "run.",
  fix: "Add what the message names.",
  example: {
    wrong: `objects: [{ kind: "ConfigMap", metadata: { name: "extra" } }],`,
    right: `objects: [{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "extra" } }],`,
  },
  *check({ objects }) {
    for (const [index, object] of objects.entries()) {
      const missing = missingPart(object);
      if (missing === undefined) continue;
      if (missing === "object") yield at(["objects", index], "must be an object");
      else if (missing !== "metadata.name") {
        yield at(["objects", index], `has no ${missing}`, `add ${missing}`);
      } else {
        const hasMetadata = isFields(object) && isFields(object.metadata);
        yield at(
          ["objects", index, ...(hasMetadata ? ["metadata"] : [])],
          hasMetadata ? "has no name" : `has no ${missing}`,
          `add ${missing}`,
        );
      }
    }
  },
};
