/** Naming an object, and a field of it. */
import type { ValuePath } from "../diagnostic.ts";

/** Any object of the Kubernetes API, as plain data: built from files, or made in memory. */
export interface MeshObject {
  /** Group and version, or the version alone for the core group. */
  readonly apiVersion: string;
  /** In Pascal case. */
  readonly kind: string;
  /** Name, namespace, labels, annotations. */
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  /** Whatever the kind has. */
  readonly [field: string]: unknown;
}

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
export function refer(object: MeshObject, ...path: ValuePath): Reference {
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
