import { argocdName, platformProject } from "../../argocd/names.ts";
import type { CatalogueRule } from "../rule.ts";
import { atFile } from "../rule.ts";

/** MESH184: two projects of one name in one Argo CD. */
export const projectNameClash: CatalogueRule = {
  code: "MESH184",
  name: "project-name-clash",
  severity: "error",
  over: "catalogue",
  summary: "Projects of two clusters have the same name in their hub",
  reason:
    "A hub calls a project `<cluster>-<project>`. Where two arrive at the same name, the one synced last " +
    "replaces the other's fence, and its services may write where they shouldn't, or nowhere.",
  fix: "Choose another name for the project, or for the root application where that is in the way.",
  example: {
    wrong: `project: "east-services",
// overlays/shop.ts
// overlays/shop-east.ts
// argocd/argocd.ts
projects: { "east-services": {} },`,
    right: `project: "orders",
// overlays/shop.ts
// overlays/shop-east.ts
// argocd/argocd.ts
projects: { orders: {} },`,
  },
  *check({ model: { clusters, argocd } }) {
    const own = [...argocd.projects.map(({ name }) => name), platformProject, argocd.root.name];
    const inHub = clusters.filter(({ destination }) => destination.argocd === "hub");
    const owners = new Map(
      inHub.flatMap((cluster) => own.map((name) => [argocdName(cluster, name), { cluster, name }] as const)),
    );
    for (const name of [...new Set(own)].sort()) {
      for (const cluster of inHub) {
        const called = argocdName(cluster, name);
        const owner = owners.get(called)!;
        // Of the two names the longer one, which ends like the other, is the one that somebody chose.
        if (owner.cluster.name === cluster.name || owner.name.length > name.length) continue;
        const path = name === argocd.root.name ? ["root", "name"] : ["projects", name];
        const text =
          `makes the project ${JSON.stringify(called)} for ${cluster.name}, as does ${owner.name} ` +
          `for ${owner.cluster.name}`;
        yield atFile(argocd.file, path, text, "choose another name");
      }
    }
  },
};
