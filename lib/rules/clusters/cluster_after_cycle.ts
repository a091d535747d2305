import { cycles } from "../cycles.ts";
import type { CatalogueRule } from "../rule.ts";
import { atFile } from "../rule.ts";

/** MESH154: clusters that come after each other. */
export const clusterAfterCycle: CatalogueRule = {
  code: "MESH154",
  name: "cluster-after-cycle",
  severity: "error",
  over: "catalogue",
  summary: "Clusters come after each other in a circle",
  reason: "Each would wait for another: no change could ever be taken to any of them.",
  fix: "Remove one `after`: the first cluster that a change reaches has none.",
  example: {
    wrong: `// overlays/prod.ts\nafter: "staging",\n// overlays/staging.ts\nafter: "prod",`,
    right: `// overlays/prod.ts\nafter: "staging",\n// overlays/staging.ts`,
  },
  *check({ catalogue }) {
    const byName = new Map(catalogue.clusters.map((cluster) => [cluster.value.name, cluster]));
    const graph = new Map(
      [...byName].map(([name, { value }]) => [name, value.after === undefined ? [] : [value.after]]),
    );
    for (const cycle of cycles(graph)) {
      const { file } = byName.get(cycle[0]!)!;
      yield atFile(file, ["after"], `closes a circle: ${cycle.join(" after ")}`, "remove one of them");
    }
  },
};
