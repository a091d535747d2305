/** That nobody speaks plain text in the mesh. */
import type { IPeerAuthentication } from "@kubernetes-models/istio/security.istio.io/v1/PeerAuthentication";
import { platformNamespaces } from "../../model/defaults.ts";
import type { KubernetesObject } from "../../kubernetes_object.ts";
import { typedObject } from "../typed_object.ts";
import { platformMetadata } from "./platform_metadata.ts";

/** The PeerAuthentication of the whole mesh: it stands in Istio's root namespace and is the only one. */
export function peerAuthentication(): KubernetesObject {
  return typedObject<IPeerAuthentication>({
    apiVersion: "security.istio.io/v1",
    kind: "PeerAuthentication",
    metadata: platformMetadata("default", platformNamespaces.istio),
    spec: { mtls: { mode: "STRICT" } },
  });
}
