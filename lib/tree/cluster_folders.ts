/** The folders of a cluster besides those of its services. */
import { argocdObjects } from "../argocd/argocd_objects.ts";
import { kindFiles } from "../kind/kind_files.ts";
import { argocdFiles } from "../kustomize/argocd_folder.ts";
import { partFiles } from "../kustomize/base.ts";
import type { ClusterModel } from "../model/types.ts";
import { clusterReadme } from "../readme/cluster_readme.ts";
import { platformParts } from "../resources/platform/platform_parts.ts";
import type { TreeFolder } from "./tree_folder.ts";

const sections = {
  platform: (cluster: ClusterModel): readonly TreeFolder[] =>
    platformParts(cluster).map(({ name, objects }) => ({
      path: `${cluster.name}/platform/${name}`,
      sources: [cluster.file, cluster.argocd.file],
      files: partFiles(name, objects),
    })),
  argocd: (cluster: ClusterModel): readonly TreeFolder[] => [{
    path: `${cluster.name}/argocd`,
    sources: [cluster.file, cluster.argocd.file],
    files: argocdFiles(argocdObjects(cluster)),
  }],
  machine: (cluster: ClusterModel): readonly TreeFolder[] => [{
    path: cluster.name,
    sources: [cluster.file],
    files: kindFiles(cluster),
  }],
  readme: (cluster: ClusterModel): readonly TreeFolder[] => [{
    path: cluster.name,
    sources: ["services/", cluster.file],
    files: [{ name: "README.md", content: clusterReadme(cluster) }],
  }],
} as const;

/** A part of a cluster's folders that can be rendered without the others. */
export type ClusterSection = keyof typeof sections;

/** All of them, in the order in which they are written. */
export const clusterSections = Object.keys(sections) as readonly ClusterSection[];

/** Renders the folders of some sections. Default: of all. */
export function clusterFolders(
  cluster: ClusterModel,
  wanted: readonly ClusterSection[] = clusterSections,
): readonly TreeFolder[] {
  return wanted.flatMap((section) => sections[section](cluster));
}
