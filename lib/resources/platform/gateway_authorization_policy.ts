/** Who may call the gateway: everybody. */
import type { IAuthorizationPolicy } from "@kubernetes-models/istio/security.istio.io/v1/AuthorizationPolicy";
import type { ClusterModel } from "../../model/types.ts";
import type { KubernetesObject } from "../../kubernetes_object.ts";
import { typedObject } from "../typed_object.ts";
import { gatewayPodPorts } from "./gateway_ports.ts";
import { platformMetadata } from "./platform_metadata.ts";

/** Allows requests from anywhere to the gateway's two public listeners, and to nothing else in its namespace. */
export function gatewayAuthorizationPolicy({ gateway }: Pick<ClusterModel, "gateway">): KubernetesObject {
  return typedObject<IAuthorizationPolicy>({
    apiVersion: "security.istio.io/v1",
    kind: "AuthorizationPolicy",
    metadata: platformMetadata(gateway.name, gateway.namespace),
    spec: {
      selector: { matchLabels: { ...gateway.podLabels } },
      action: "ALLOW",
      rules: [{
        to: [{ operation: { ports: [String(gatewayPodPorts.http), String(gatewayPodPorts.https)] } }],
      }],
    },
  });
}
