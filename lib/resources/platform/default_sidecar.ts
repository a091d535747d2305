/** What a proxy knows before a service says what it calls. */
import type { ISidecar } from "@kubernetes-models/istio/networking.istio.io/v1/Sidecar";
import type { ClusterModel } from "../../model/types.ts";
import type { KubernetesObject } from "../../kubernetes_object.ts";
import { commonEgressHosts } from "../sidecar.ts";
import { typedObject } from "../typed_object.ts";
import { platformMetadata } from "./platform_metadata.ts";

/** The Sidecar of pods that no service's own selects: their namespace, and what every proxy must know. */
export function defaultSidecar(
  namespace: string,
  { tracing }: Pick<ClusterModel, "tracing">,
): KubernetesObject {
  return typedObject<ISidecar>({
    apiVersion: "networking.istio.io/v1",
    kind: "Sidecar",
    metadata: platformMetadata("default", namespace),
    spec: {
      outboundTrafficPolicy: { mode: "REGISTRY_ONLY" },
      egress: [{ hosts: ["./*", ...commonEgressHosts(tracing)].sort() }],
    },
  });
}
