import type { ServiceModel } from "../../lib/model/types.ts";
import type { KubernetesObject } from "../../lib/kubernetes_object.ts";
import { PROBE_NAMESPACE } from "./probe_pod.ts";

/**
 * Lets the probes that belong to no service through to a service's pods as far as the network is concerned, so that
 * what refuses them is the mesh: where network policies are enforced, its own refusal would never be seen otherwise.
 */
export function openNetwork({ name, namespace }: Pick<ServiceModel, "name" | "namespace">): KubernetesObject {
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: `lab-verify-${name}`, namespace },
    spec: {
      podSelector: { matchLabels: { app: name } },
      policyTypes: ["Ingress"],
      ingress: [{
        from: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": PROBE_NAMESPACE } } }],
      }],
    },
  };
}
