/** The folder that the root application reads: projects and Applications, a file each. */
import type { KubernetesObject } from "../kubernetes_object.ts";
import type { KustomizeFile } from "./base.ts";
import { kustomization } from "./kustomization.ts";

/** What Argo CD is given for a cluster; the shape of `lib/argocd`'s own. */
export interface ArgoCDObjects {
  /** Of services, platform and root. */
  readonly projects: readonly KubernetesObject[];
  /** Without the root application. */
  readonly applications: readonly KubernetesObject[];
  /** The root application. */
  readonly root: KubernetesObject;
}

const files = (folder: string, objects: readonly KubernetesObject[]): readonly KustomizeFile[] =>
  objects.map((content) => ({ name: `${folder}/${content.metadata.name}.yaml`, content }));

/**
 * The files of `clusters/<cluster>/argocd`; names may contain `/`. `root/` holds the root application and its project
 * as a Kustomization of its own: applied once by hand, from then on kept by itself.
 */
export function argocdFiles({ projects, applications, root }: ArgoCDObjects): readonly KustomizeFile[] {
  const rootProject = (root.spec as { readonly project: string }).project;
  const listed = [
    ...files("projects", projects.filter((project) => project.metadata.name !== rootProject)),
    ...files("applications", applications),
  ];
  const rootFiles: readonly KustomizeFile[] = [
    ...projects.filter((project) => project.metadata.name === rootProject)
      .map((content) => ({ name: "root/app-project.yaml", content })),
    { name: "root/application.yaml", content: root },
  ];
  return [
    {
      name: "kustomization.yaml",
      content: kustomization({ resources: [...listed.map(({ name }) => name).sort(), "root"] }),
    },
    {
      name: "root/kustomization.yaml",
      content: kustomization({ resources: rootFiles.map(({ name }) => name.slice("root/".length)) }),
    },
    ...rootFiles,
    ...listed,
  ];
}
