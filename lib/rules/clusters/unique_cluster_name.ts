import type { CatalogueRule } from "../rule.ts";
import { atFile } from "../rule.ts";

/** MESH150: two files declare clusters of the same name. */
export const uniqueClusterName: CatalogueRule = {
  code: "MESH150",
  name: "unique-cluster-name",
  severity: "error",
  over: "catalogue",
  summary: "Two overlay files have the same name",
  reason: "The name is the cluster's folder below `clusters/`; the second would overwrite the first.",
  fix: "Give each cluster a name of its own.",
  example: {
    wrong: `// overlays/east/prod.ts
destination: { argocd: "hub", name: "east" },
// overlays/west/prod.ts
destination: { argocd: "hub", name: "west" },`,
    right: `// overlays/east/prod-east.ts
// overlays/west/prod-west.ts`,
  },
  *check({ catalogue }) {
    const owners = new Map<string, string>();
    for (const { file, value } of catalogue.clusters) {
      const owner = owners.get(value.name);
      if (owner === undefined) owners.set(value.name, file);
      else {
        const text = `is ${JSON.stringify(value.name)}, already the name of the cluster in ${owner}`;
        yield atFile(file, ["name"], text, "give each cluster a name of its own");
      }
    }
  },
};
