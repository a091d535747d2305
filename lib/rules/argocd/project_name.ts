import { platformProject } from "../../argocd/names.ts";
import type { CatalogueRule } from "../rule.ts";
import { atFile } from "../rule.ts";

/** MESH180: a project that isn't the services'. */
export const projectName: CatalogueRule = {
  code: "MESH180",
  name: "project-name",
  severity: "error",
  over: "catalogue",
  summary: "A project has the name of Argo CD's own, the platform's or the root application's",
  reason:
    "Argo CD's `default` allows everything everywhere; the platform's and the root application's may touch " +
    "what no service may. A project of services under that name would lift their fence, or lower it.",
  fix: "Choose another name.",
  example: {
    wrong: `project: "default",\n// argocd/argocd.ts\nprojects: { default: {} },`,
    right: `project: "vision",\n// argocd/argocd.ts\nprojects: { vision: {} },`,
  },
  *check({ model: { argocd }, catalogue }) {
    const owners: Readonly<Record<string, string>> = {
      default: "a project that Argo CD has itself and that allows everything",
      [platformProject]: "the platform's project",
      [argocd.root.name]: "the root application's project",
    };
    for (const name of Object.keys(catalogue.argocd.value.projects ?? {})) {
      if (!Object.hasOwn(owners, name)) continue;
      yield atFile(argocd.file, ["projects", name], `has the name of ${owners[name]}`, "choose another name");
    }
  },
};
