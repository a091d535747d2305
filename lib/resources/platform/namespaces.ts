/** The namespaces of a cluster: the platform owns all of them, so that no two Applications fight over one. */
import type { INamespace } from "kubernetes-models/v1/Namespace";
import { canaryDriverNamespace, observabilityNamespace, platformNamespaces } from "../../model/defaults.ts";
import type { ClusterModel, NamespaceModel } from "../../model/types.ts";
import type { KubernetesObject } from "../../kubernetes_object.ts";
import { typedObject } from "../typed_object.ts";
import { platformMetadata } from "./platform_metadata.ts";

/** What a namespace needs to be rendered. */
type Wanted = Pick<NamespaceModel, "name" | "mesh" | "podSecurity">;

/**
 * The namespaces of the services, of Istio, of the gateway, of what watches the cluster, of the canary driver
 * and, where Argo CD runs in it, its own. Removing one would remove all that is in it, so that waits for a person.
 */
export function namespaces(cluster: ClusterModel): readonly KubernetesObject[] {
  const wanted: Wanted[] = [
    ...cluster.namespaces,
    { name: platformNamespaces.istio, mesh: false, podSecurity: "restricted" },
    { name: cluster.gateway.namespace, mesh: true, podSecurity: "restricted" },
  ];
  if (cluster.observability !== undefined) {
    wanted.push({ name: observabilityNamespace, mesh: false, podSecurity: "restricted" });
  }
  if (cluster.canaryDriver !== undefined) {
    wanted.push({ name: canaryDriverNamespace, mesh: false, podSecurity: "restricted" });
  }
  if (cluster.destination.argocd === "in-cluster") {
    wanted.push({ name: cluster.argocd.namespace, mesh: false, podSecurity: "restricted" });
  }
  return wanted.sort((a, b) => (a.name < b.name ? -1 : 1)).map(namespace);
}

function namespace({ name, mesh, podSecurity }: Wanted): KubernetesObject {
  const metadata = platformMetadata(name, undefined, {
    "argocd.argoproj.io/sync-options": "Prune=confirm,Delete=confirm",
  });
  return typedObject<INamespace>({
    apiVersion: "v1",
    kind: "Namespace",
    metadata: {
      ...metadata,
      labels: {
        ...metadata.labels,
        // Never together with `istio.io/rev`: Istio heeds only this one then.
        "istio-injection": mesh ? "enabled" : "disabled",
        "pod-security.kubernetes.io/audit": podSecurity,
        "pod-security.kubernetes.io/enforce": podSecurity,
        "pod-security.kubernetes.io/warn": podSecurity,
      },
    },
  });
}
