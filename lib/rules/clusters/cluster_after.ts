import { knownNames } from "../known_names.ts";
import type { CatalogueRule } from "../rule.ts";
import { atFile } from "../rule.ts";

/** MESH153: a cluster that comes after one that doesn't exist. */
export const clusterAfter: CatalogueRule = {
  code: "MESH153",
  name: "cluster-after",
  severity: "error",
  over: "catalogue",
  summary: "A cluster comes after one that does not exist, or after itself",
  reason:
    "`after` says which cluster a change must have reached first; of one that doesn't exist nobody can tell.",
  fix: "Name another cluster of `overlays/`, or remove `after`.",
  example: {
    wrong: `// overlays/staging.ts\n// overlays/prod.ts\nafter: "stagign",`,
    right: `// overlays/staging.ts\n// overlays/prod.ts\nafter: "staging",`,
  },
  *check({ catalogue }) {
    const names = catalogue.clusters.map(({ value }) => value.name);
    for (const { file, value } of catalogue.clusters) {
      const { after, name } = value;
      if (after === undefined) continue;
      const others = names.filter((other) => other !== name);
      if (after === name) {
        yield atFile(file, ["after"], `is ${JSON.stringify(after)}, the cluster itself`, "remove it");
      } else if (!others.includes(after)) {
        yield atFile(
          file,
          ["after"],
          `is ${JSON.stringify(after)}, no such cluster`,
          knownNames(after, others),
        );
      }
    }
  },
};
