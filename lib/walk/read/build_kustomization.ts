/** What `kustomize build` makes of a folder, without Kustomize. */
import { posix } from "@std/path";
import { keyOf, refer } from "../reference.ts";
import { applyOperations } from "./apply_operations.ts";
import { type KustomizationFile, type KustomizationPatch, readKustomization } from "./kustomization_file.ts";
import type { LocatedValue } from "./located_value.ts";
import { parseLocated } from "./parse_located.ts";
import { type SourceObject, sourceObject } from "./source_object.ts";
import { TreeError } from "./tree_error.ts";

/** Reads a file of the tree; undefined where there is none. */
export type ReadText = (path: string) => string | undefined;

/** Kinds whose `spec.replicas` Kustomize's `replicas` changes. Source: its replica count transformer. */
const scalable = new Set(["Deployment", "ReplicaSet", "StatefulSet", "ReplicationController"]);

const keyOfObject = ({ object }: SourceObject) => keyOf(refer(object));

/** Whether a patch of operations is for an object, by the regular expressions of its target. */
export function isTargeted({ object }: SourceObject, patch: KustomizationPatch): boolean {
  if (patch.type === "deletion") return false;
  const slash = object.apiVersion.indexOf("/");
  const values = {
    group: slash < 0 ? "" : object.apiVersion.slice(0, slash),
    version: object.apiVersion.slice(slash + 1),
    kind: object.kind,
    name: object.metadata.name,
    namespace: object.metadata.namespace ?? "",
  };
  return (Object.keys(values) as (keyof typeof values)[]).every((field) => {
    const pattern = patch.target[field];
    return pattern === undefined || pattern === "" || new RegExp(`^(?:${pattern})$`).test(values[field]);
  });
}

function patched(
  objects: readonly SourceObject[],
  patch: KustomizationPatch,
  file: string,
): readonly SourceObject[] {
  if (patch.type === "deletion") {
    const key = keyOfObject(sourceObject(patch.object));
    const rest = objects.filter((object) => keyOfObject(object) !== key);
    if (rest.length === objects.length) {
      throw new TreeError(`Cannot build "${file}": there is no ${key} to delete`);
    }
    return rest;
  }
  return objects.map((object) =>
    isTargeted(object, patch) ? sourceObject(applyOperations(object.located, patch.operations)) : object
  );
}

function scaled(
  objects: readonly SourceObject[],
  { name, count, place }: KustomizationFile["replicas"][number],
): readonly SourceObject[] {
  const value: LocatedValue = { ...place, type: "scalar", value: count };
  return objects.map((object) => {
    if (!scalable.has(object.object.kind) || object.object.metadata.name !== name) return object;
    return sourceObject(applyOperations(object.located, [{ op: "add", path: "/spec/replicas", value }]));
  });
}

/**
 * Builds a kustomization as `kustomize build` does, but in the order of its resources.
 *
 * @param folder The folder of a kustomization.yaml, as `read` names it.
 * @throws {TreeError} for a missing or broken file, for two objects of the same identity, and for anything in a
 * kustomization that isn't understood.
 */
export function buildKustomization(folder: string, read: ReadText): readonly SourceObject[] {
  const file = posix.join(folder, "kustomization.yaml");
  const text = read(file);
  if (text === undefined) throw new TreeError(`Cannot build "${folder}": it has no kustomization.yaml`);
  const { resources, patches, replicas } = readKustomization(file, text);
  let objects: readonly SourceObject[] = resources.flatMap((resource) => {
    const path = posix.join(folder, resource);
    if (!/\.ya?ml$/.test(path)) return buildKustomization(path, read);
    if (!path.startsWith(`${posix.normalize(folder)}/`)) {
      throw new TreeError(`Cannot build "${file}": Kustomize takes no file outside of its folder: "${path}"`);
    }
    const content = read(path);
    if (content === undefined) throw new TreeError(`Cannot build "${file}": there is no "${path}"`);
    return parseLocated(path, content).map(sourceObject);
  });
  const keys = new Set<string>();
  for (const object of objects) {
    const key = keyOfObject(object);
    if (keys.has(key)) throw new TreeError(`Cannot build "${file}": ${key} is there twice`);
    keys.add(key);
  }
  for (const patch of patches) objects = patched(objects, patch, file);
  for (const each of replicas) objects = scaled(objects, each);
  return objects;
}
