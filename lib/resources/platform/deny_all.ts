/** That a request needs somebody's leave. */
import type { IAuthorizationPolicy } from "@kubernetes-models/istio/security.istio.io/v1/AuthorizationPolicy";
import type { KubernetesObject } from "../../kubernetes_object.ts";
import { typedObject } from "../typed_object.ts";
import { platformMetadata } from "./platform_metadata.ts";

/**
 * The AuthorizationPolicy that denies what no other in its namespace allows. It allows by no rule at all, which is
 * what an empty `spec` says too; but readers and comparers of YAML like to drop an empty object.
 */
export function denyAll(namespace: string): KubernetesObject {
  return typedObject<IAuthorizationPolicy>({
    apiVersion: "security.istio.io/v1",
    kind: "AuthorizationPolicy",
    metadata: platformMetadata("deny-all", namespace),
    spec: { action: "ALLOW" },
  });
}
