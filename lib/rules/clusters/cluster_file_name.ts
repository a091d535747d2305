import { fileStem } from "../file_stem.ts";
import type { CatalogueRule } from "../rule.ts";
import { atFile } from "../rule.ts";

/** MESH151: an overlay's file isn't called like the cluster. */
export const clusterFileName: CatalogueRule = {
  code: "MESH151",
  name: "cluster-file-name",
  severity: "error",
  over: "catalogue",
  summary: "An overlay's file has another name than the cluster",
  reason: "`clusters/prod` must come from `overlays/prod.ts`, or nobody finds where to change it.",
  fix: "Rename the file or the cluster.",
  example: {
    wrong: `// overlays/prod.ts\nname: "production",`,
    right: `// overlays/prod.ts\nname: "prod",`,
  },
  *check({ catalogue }) {
    for (const { file, value } of catalogue.clusters) {
      const stem = fileStem(file);
      if (stem === value.name) continue;
      yield atFile(
        file,
        ["name"],
        `is ${JSON.stringify(value.name)}, must be ${JSON.stringify(stem)} as the file is called`,
        `rename the cluster, or the file to overlays/${value.name}.ts`,
      );
    }
  },
};
