/** The base of a service: one file for each object, and the list of them. */
import type { KubernetesObject } from "../kubernetes_object.ts";
import { fileNames, fileNamesByNamespace } from "./file_name.ts";
import { kustomization } from "./kustomization.ts";

/** A file of a Kustomize folder before it is text. */
export interface KustomizeFile {
  /** The file's name within its folder. */
  readonly name: string;
  /** What is printed as YAML. */
  readonly content: object;
}

function folderFiles(
  objects: readonly KubernetesObject[],
  names: readonly string[],
): readonly KustomizeFile[] {
  return [
    { name: "kustomization.yaml", content: kustomization({ resources: names.toSorted() }) },
    ...objects.map((content, index) => ({ name: names[index]!, content })),
  ];
}

/** The files of a service's base. */
export function baseFiles(service: string, objects: readonly KubernetesObject[]): readonly KustomizeFile[] {
  return folderFiles(objects, fileNames(objects, service));
}

/** The files of a platform part, whose objects stand in many namespaces. */
export function partFiles(part: string, objects: readonly KubernetesObject[]): readonly KustomizeFile[] {
  return folderFiles(objects, fileNamesByNamespace(objects, part));
}
