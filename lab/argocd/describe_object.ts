import type { KubernetesObject } from "../../lib/kubernetes_object.ts";

/** How messages name an object: `ConfigMap argocd/argocd-cm`. */
export function describeObject({ kind, metadata }: Pick<KubernetesObject, "kind" | "metadata">): string {
  return `${kind} ${metadata.namespace === undefined ? "" : `${metadata.namespace}/`}${metadata.name}`;
}
