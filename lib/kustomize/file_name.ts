/** What the file of an object is called. */
import type { KubernetesObject } from "../kubernetes_object.ts";

const kebabs = new Map<string, string>();

function kebab(kind: string): string {
  let name = kebabs.get(kind);
  if (name === undefined) {
    name = kind.replace(/([a-z0-9])([A-Z])/g, "$1-$2").replace(/([A-Z]+)([A-Z][a-z])/g, "$1-$2")
      .toLowerCase();
    kebabs.set(kind, name);
  }
  return name;
}

/**
 * The kind in kebab case, then what the object's name says beyond the name of its owner:
 * `deployment-canary.yaml` for the Deployment `backend-canary` of `backend`. A content hash at the end of a name is
 * left out, so that new content is a change to a file and not a new file.
 */
export function fileName(object: KubernetesObject, owner: string): string {
  const { name } = object.metadata;
  let rest = name === owner
    ? ""
    : name.startsWith(`${owner}-`) || name.startsWith(`${owner}.`)
    ? name.slice(owner.length + 1)
    : name;
  rest = rest.replace(/(^|-)[0-9a-f]{10}$/, "");
  const kind = kebab(object.kind);
  if (rest === "" || kind.endsWith(rest)) return `${kind}.yaml`;
  return rest === "config" && kind === "config-map" ? "config-map.yaml" : `${kind}-${rest}.yaml`;
}

/** Names for objects of many namespaces: the namespace at the end, so that one more doesn't rename the others. */
export function fileNamesByNamespace(objects: readonly KubernetesObject[], owner: string): readonly string[] {
  return distinct(objects.map((object) => {
    const name = fileName(object, owner);
    const { namespace } = object.metadata;
    return namespace === undefined ? name : name.replace(/\.yaml$/, `-${namespace}.yaml`);
  }));
}

/** Names for a list of objects: those that would share a file get a number, in order. */
export function fileNames(objects: readonly KubernetesObject[], owner: string): readonly string[] {
  return distinct(objects.map((object) => fileName(object, owner)));
}

function distinct(names: readonly string[]): readonly string[] {
  const taken = new Map<string, number>();
  return names.map((name) => {
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    return count === 1 ? name : name.replace(/\.yaml$/, `-${count}.yaml`);
  });
}
