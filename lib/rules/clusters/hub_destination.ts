import type { CatalogueRule } from "../rule.ts";
import { atFile } from "../rule.ts";

/** MESH160: two overlays for one cluster. */
export const hubDestination: CatalogueRule = {
  code: "MESH160",
  name: "hub-destination",
  severity: "error",
  over: "catalogue",
  summary: "Two overlays go to the same cluster of a hub",
  reason: "Both would render the same namespaces and services into it, and overwrite each other for ever.",
  fix: "Name each cluster as the hub knows it.",
  example: {
    wrong: `// overlays/prod.ts
destination: { argocd: "hub", name: "prod" },
// overlays/staging.ts
destination: { argocd: "hub", name: "prod" },`,
    right: `// overlays/prod.ts
destination: { argocd: "hub", name: "prod" },
// overlays/staging.ts
destination: { argocd: "hub", name: "staging" },`,
  },
  *check({ catalogue }) {
    const owners = new Map<string, string>();
    for (const { file, value: { destination } } of catalogue.clusters) {
      if (destination.argocd !== "hub") continue;
      const owner = owners.get(destination.name);
      if (owner === undefined) owners.set(destination.name, file);
      else {
        const text = `is ${JSON.stringify(destination.name)}, already the destination of ${owner}`;
        yield atFile(file, ["destination", "name"], text, "name each cluster as the hub knows it");
      }
    }
  },
};
