import type { CatalogueRule } from "../rule.ts";
import { atFile } from "../rule.ts";

/** MESH182: a project that nobody belongs to. */
export const unusedProject: CatalogueRule = {
  code: "MESH182",
  name: "unused-project",
  severity: "warning",
  over: "catalogue",
  summary: "A project is declared and no service belongs to it",
  reason: "Its groups believe that they look after something; most often a service lacks its `project`.",
  fix: "Name it in a service's `project`, or remove it.",
  example: {
    wrong: `// services/backend.ts\n// argocd/argocd.ts\nprojects: { vision: {} },`,
    right: `project: "vision",\n// argocd/argocd.ts\nprojects: { vision: {} },`,
  },
  *check({ catalogue: { argocd, services } }) {
    const used = new Set(services.map(({ value }) => value.project ?? "services"));
    for (const name of Object.keys(argocd.value.projects ?? {})) {
      // This one is there whether or not it is written.
      if (used.has(name) || name === "services") continue;
      yield atFile(
        argocd.file,
        ["projects", name],
        "has no service",
        "name it in a service's project, or remove it",
      );
    }
  },
};
