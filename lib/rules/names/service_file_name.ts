import type { CatalogueRule } from "../rule.ts";
import { atFile } from "../rule.ts";
import { fileStem } from "../file_stem.ts";

/** MESH002: a service's file isn't called like the service. */
export const serviceFileName: CatalogueRule = {
  code: "MESH002",
  name: "service-file-name",
  severity: "error",
  over: "catalogue",
  summary: "A service's file has another name than the service",
  reason:
    "Who looks for a service looks for its file; commands such as `new` and the canary's one-line edits " +
    "find it by name.",
  fix: "Rename the file or the service.",
  example: {
    wrong: `name: "back-end",`,
    right: `name: "backend",`,
  },
  *check({ catalogue }) {
    for (const { file, value } of catalogue.services) {
      const stem = fileStem(file);
      if (stem === value.name) continue;
      const renamed = `${file.slice(0, file.length - stem.length - ".ts".length)}${value.name}.ts`;
      yield atFile(
        file,
        ["name"],
        `is ${JSON.stringify(value.name)}, must be ${JSON.stringify(stem)} as the file is called`,
        `rename the service, or the file to ${renamed}`,
      );
    }
  },
};
