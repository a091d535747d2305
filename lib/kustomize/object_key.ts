/** What tells one object of a service from another. */
import type { KubernetesObject } from "../kubernetes_object.ts";

/** Group, kind, namespace and name: what Kubernetes and Kustomize tell objects apart by. */
export function objectKey(object: KubernetesObject): string {
  const slash = object.apiVersion.indexOf("/");
  const group = slash < 0 ? "" : object.apiVersion.slice(0, slash);
  return `${group}/${object.kind}/${object.metadata.namespace ?? ""}/${object.metadata.name}`;
}
