/** What a cluster has besides its services, as parts that are synced one after the other. */
import type { ClusterModel, NamespaceModel } from "../../model/types.ts";
import type { KubernetesObject } from "../../kubernetes_object.ts";
import {
  type ObservabilityPartName,
  observabilityPartNames,
  observabilityParts,
} from "../observability/observability_parts.ts";
import { argocdSettings } from "./argocd_settings.ts";
import { canaryDriverObjects } from "./canary_driver.ts";
import { defaultDeny } from "./default_deny.ts";
import { defaultSidecar } from "./default_sidecar.ts";
import { denyAll } from "./deny_all.ts";
import { exposedHosts } from "./exposed_hosts.ts";
import { gatewayAuthorizationPolicy } from "./gateway_authorization_policy.ts";
import { gatewayNetworkPolicy } from "./gateway_network_policy.ts";
import { istioGateway } from "./istio_gateway.ts";
import { loadGeneratorObjects } from "./load_generator.ts";
import { namespaces } from "./namespaces.ts";
import { peerAuthentication } from "./peer_authentication.ts";
import { rootVirtualService } from "./root_virtual_service.ts";
import { telemetry } from "./telemetry.ts";

/** The parts, by name. */
export type PlatformPartName =
  | "argocd-settings"
  | "canary-driver"
  | "gateway"
  | "load-generator"
  | "mesh"
  | "namespaces"
  | ObservabilityPartName;

/** A part of the platform: a folder of objects, and an Application of its own. */
export interface PlatformPart {
  /** The name of its folder. */
  readonly name: PlatformPartName;
  /** Never empty: an Application that loses its last object would leave it behind. */
  readonly objects: readonly KubernetesObject[];
}

/** The parts of a cluster's platform, by name. Argo CD's settings are among them where it runs in the cluster. */
export function platformParts(cluster: ClusterModel): readonly PlatformPart[] {
  return [
    ...(cluster.destination.argocd === "in-cluster"
      ? [{ name: "argocd-settings", objects: argocdSettings(cluster) } as const]
      : []),
    ...(cluster.canaryDriver !== undefined
      ? [{ name: "canary-driver", objects: canaryDriverObjects(cluster) } as const]
      : []),
    { name: "gateway", objects: gateway(cluster) },
    ...(cluster.loadGenerator !== undefined
      ? [{ name: "load-generator", objects: loadGeneratorObjects(cluster) } as const]
      : []),
    { name: "mesh", objects: mesh(cluster) },
    { name: "namespaces", objects: namespaces(cluster) },
    ...observabilityParts(cluster),
  ];
}

/** The names of {@linkcode platformParts}, without the work of rendering them. */
export function platformPartNames(
  cluster: Pick<ClusterModel, "canaryDriver" | "destination" | "loadGenerator" | "observability">,
): readonly PlatformPartName[] {
  return [
    ...(cluster.destination.argocd === "in-cluster" ? ["argocd-settings" as const] : []),
    ...(cluster.canaryDriver !== undefined ? ["canary-driver" as const] : []),
    "gateway",
    ...(cluster.loadGenerator !== undefined ? ["load-generator" as const] : []),
    "mesh",
    "namespaces",
    ...observabilityPartNames(cluster),
  ];
}

/** What the platform has in a namespace of services; Sidecar and deny-all only where that is in the mesh. */
export function namespaceObjects(
  { name, mesh }: Pick<NamespaceModel, "name" | "mesh">,
  cluster: Pick<ClusterModel, "tracing">,
): readonly KubernetesObject[] {
  return [...(mesh ? [denyAll(name), defaultSidecar(name, cluster)] : []), defaultDeny(name)];
}

function mesh(cluster: ClusterModel): readonly KubernetesObject[] {
  return [
    peerAuthentication(),
    telemetry(cluster),
    ...cluster.namespaces.flatMap((namespace) => namespaceObjects(namespace, cluster)),
  ];
}

function gateway(cluster: ClusterModel): readonly KubernetesObject[] {
  const hosts = exposedHosts(cluster);
  return [
    denyAll(cluster.gateway.namespace),
    gatewayAuthorizationPolicy(cluster),
    defaultDeny(cluster.gateway.namespace),
    gatewayNetworkPolicy(cluster),
    ...hosts.map((host) => istioGateway(host, cluster)),
    ...hosts.filter(({ shared }) => shared).map((host) => rootVirtualService(host, cluster)),
  ];
}
