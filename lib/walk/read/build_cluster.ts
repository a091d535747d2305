/** Every object that a cluster's folder holds. */
import { posix } from "@std/path";
import type { KubernetesObject } from "../../kubernetes_object.ts";
import { keyOf, refer, type Reference } from "../reference.ts";
import { buildKustomization, type ReadText } from "./build_kustomization.ts";
import { readKustomization } from "./kustomization_file.ts";
import { type Place, placeAt } from "./located_value.ts";
import { TreeError } from "./tree_error.ts";

/** The objects of a cluster, and where they were written. */
export interface BuiltCluster {
  /** As plain data, for {@linkcode walk}. */
  readonly objects: readonly KubernetesObject[];
  /** The line of a field, or of the nearest one around it; undefined for an object that isn't of this cluster. */
  readonly placeOf: (reference: Reference) => Place | undefined;
}

/** The kustomizations that no other one includes. */
function roots(folders: readonly string[], read: ReadText): readonly string[] {
  const included = new Set<string>();
  for (const folder of folders) {
    const file = posix.join(folder, "kustomization.yaml");
    for (const resource of readKustomization(file, read(file) ?? "").resources) {
      included.add(posix.join(folder, resource));
    }
  }
  return folders.filter((folder) => !included.has(folder));
}

/**
 * Builds all kustomizations of a cluster that no other one includes.
 *
 * @param files The paths of the cluster's files, as `read` names them.
 * @param read Reads them, and those of the bases that they are made on.
 * @throws {TreeError} as {@linkcode buildKustomization} does, and where two kustomizations hold the same object.
 */
export function buildCluster(files: readonly string[], read: ReadText): BuiltCluster {
  const folders = files.filter((path) => path.endsWith("/kustomization.yaml")).map((path) =>
    posix.dirname(path)
  );
  const byKey = new Map<string, ReturnType<typeof buildKustomization>[number]>();
  for (const folder of roots(folders.toSorted(), read)) {
    for (const built of buildKustomization(folder, read)) {
      const key = keyOf(refer(built.object));
      if (byKey.has(key)) {
        throw new TreeError(`Cannot build "${folder}": ${key} is in another kustomization too`);
      }
      byKey.set(key, built);
    }
  }
  return {
    objects: [...byKey.values()].map(({ object }) => object),
    placeOf(reference) {
      const built = byKey.get(keyOf(reference));
      return built === undefined ? undefined : placeAt(built.located, reference.path);
    },
  };
}
