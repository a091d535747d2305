import { LabError } from "../lab_error.ts";
import type { KubernetesObject } from "../../lib/kubernetes_object.ts";
import { describeObject } from "./describe_object.ts";

/** One of the resources that an API server has for a version of a group. */
export interface ApiResource {
  /** The part of the path, such as `configmaps`; of a subresource it has a slash. */
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

/** The path of a version of a group, such as `/apis/apps/v1`. */
export function versionPath(apiVersion: string): string {
  return apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

/**
 * The path of all objects of a kind.
 *
 * @param resources those that the API server has for the version of the kind's group.
 * @param namespace the namespace to look into; by default all.
 * @throws {LabError} if the server does not have the kind.
 */
export function collectionPath(
  { apiVersion, kind }: Pick<KubernetesObject, "apiVersion" | "kind">,
  resources: readonly ApiResource[],
  namespace?: string,
): string {
  const found = resources.find((resource) => resource.kind === kind && !resource.name.includes("/"));
  if (found === undefined) {
    throw new LabError(`Cannot use "${kind}": the cluster has no such kind in ${apiVersion}`);
  }
  const inside = found.namespaced && namespace !== undefined
    ? `/namespaces/${encodeURIComponent(namespace)}`
    : "";
  return `${versionPath(apiVersion)}${inside}/${found.name}`;
}

/**
 * The path of an object.
 *
 * @throws {LabError} if the server does not have the kind, or a namespace has to be named.
 */
export function objectPath(
  object: Pick<KubernetesObject, "apiVersion" | "kind" | "metadata">,
  resources: readonly ApiResource[],
): string {
  const { name, namespace } = object.metadata;
  const path = `${collectionPath(object, resources, namespace)}/${encodeURIComponent(name)}`;
  const namespaced = resources.some((one) => one.kind === object.kind && one.namespaced);
  if (namespaced && namespace === undefined) {
    throw new LabError(`Cannot use ${describeObject(object)}: it names no namespace`);
  }
  return path;
}
