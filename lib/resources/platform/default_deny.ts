/** That a connection needs somebody's leave, also from pods without a proxy. */
import type { INetworkPolicy } from "kubernetes-models/networking.k8s.io/v1";
import type { KubernetesObject } from "../../kubernetes_object.ts";
import { typedObject } from "../typed_object.ts";
import { platformMetadata } from "./platform_metadata.ts";

/** The NetworkPolicy that denies a namespace's pods, in both directions, what no other policy allows. */
export function defaultDeny(namespace: string): KubernetesObject {
  return typedObject<INetworkPolicy>({
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: platformMetadata("default-deny", namespace),
    spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
  });
}
