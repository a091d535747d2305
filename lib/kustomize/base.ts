/** The base of a service: one file for each object, and the list of them. */
import type { KubernetesObject } from "../resources/kubernetes_object.ts";
import { fileNames } from "./file_name.ts";
import { kustomization } from "./kustomization.ts";

/** A file of a Kustomize folder before it is text. */
export interface KustomizeFile {
  /** The file's name within its folder. */
  readonly name: string;
  readonly content: unknown;
}

/** The files of a folder that holds these objects. */
export function baseFiles(owner: string, objects: readonly KubernetesObject[]): readonly KustomizeFile[] {
  const names = fileNames(objects, owner);
  return [
    { name: "kustomization.yaml", content: kustomization({ resources: [...names].sort() }) },
    ...objects.map((content, index) => ({ name: names[index]!, content })),
  ];
}
