/** Naming an object, and a field of it. */
import type { ValuePath } from "../diagnostic.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";

/** A field of an object; the whole object where the path is empty. */
export interface Reference {
  /** Of the object. */
  readonly apiVersion: string;
  /** Of the object. */
  readonly kind: string;
  /** Empty for an object that stands in none. */
  readonly namespace: string;
  /** Of the object. */
  readonly name: string;
  /** From the object to the field: `["spec", "http", 0]`. */
  readonly path: ValuePath;
}

/** Refers to a field. */
export function refer(object: KubernetesObject, ...path: ValuePath): Reference {
  const { apiVersion, kind, metadata: { namespace = "", name } } = object;
  return { apiVersion, kind, namespace, name, path };
}

/** Refers to a field below another one. */
export function below(reference: Reference, ...path: ValuePath): Reference {
  return { ...reference, path: [...reference.path, ...path] };
}

/** The object as people name it: `VirtualService backend/backend`. */
export function nameOf({ kind, namespace, name }: Omit<Reference, "path" | "apiVersion">): string {
  return `${kind} ${namespace === "" ? "" : `${namespace}/`}${name}`;
}

/** What tells one object from another: group, kind, namespace and name. */
export function keyOf({ apiVersion, kind, namespace, name }: Omit<Reference, "path">): string {
  const slash = apiVersion.indexOf("/");
  return `${slash < 0 ? "" : apiVersion.slice(0, slash)}/${kind}/${namespace}/${name}`;
}
