import { knownNames } from "../known_names.ts";
import type { CatalogueRule } from "../rule.ts";
import { atFile } from "../rule.ts";

/** MESH152: a difference for a service that doesn't exist. */
export const unknownClusterService: CatalogueRule = {
  code: "MESH152",
  name: "unknown-cluster-service",
  severity: "error",
  over: "catalogue",
  summary: "An overlay changes a service that the catalogue does not have",
  reason:
    "The change would be made to nothing, without a word: the service that was meant runs as everywhere " +
    "else.",
  fix: "Correct the name, or remove the entry.",
  example: {
    wrong: `replicas: 2,\n// overlays/lab.ts\nservices: { bakcend: { replicas: 1 } },`,
    right: `replicas: 2,\n// overlays/lab.ts\nservices: { backend: { replicas: 1 } },`,
  },
  *check({ catalogue, bases }) {
    for (const { file, value } of catalogue.clusters) {
      for (const name of Object.keys(value.services ?? {})) {
        if (!bases.has(name)) {
          yield atFile(file, ["services", name], "is no service", knownNames(name, bases.keys()));
        }
      }
    }
  },
};
