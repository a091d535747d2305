/** The folder that the root application reads: projects and Applications, a file each. */
import type { KubernetesObject } from "../resources/kubernetes_object.ts";
import type { KustomizeFile } from "./base.ts";
import { kustomization } from "./kustomization.ts";

/** What Argo CD is given for a cluster. */
export interface ArgoCDObjects {
  readonly projects: readonly KubernetesObject[];
  readonly applications: readonly KubernetesObject[];
  /** The root application and its project: applied once by hand, from then on kept by itself. */
  readonly root: readonly KubernetesObject[];
}

const files = (folder: string, objects: readonly KubernetesObject[]): readonly KustomizeFile[] =>
  objects.map((content) => ({ name: `${folder}/${content.metadata.name}.yaml`, content }));

/** The files of `clusters/<cluster>/argocd`; names may contain `/`. `root/` is a Kustomization of its own for bootstrap. */
export function argocdFiles({ projects, applications, root }: ArgoCDObjects): readonly KustomizeFile[] {
  const listed = [...files("projects", projects), ...files("applications", applications)];
  const rootFiles = root.map((content): KustomizeFile => ({
    name: content.kind === "AppProject" ? "root/app-project.yaml" : "root/application.yaml",
    content,
  }));
  return [
    {
      name: "kustomization.yaml",
      content: kustomization({ resources: ["root", ...listed.map(({ name }) => name).sort()] }),
    },
    {
      name: "root/kustomization.yaml",
      content: kustomization({ resources: rootFiles.map(({ name }) => name.slice("root/".length)).sort() }),
    },
    ...rootFiles,
    ...listed,
  ];
}
