/** The Sidecar of a service: the only hosts that its pods' proxies know. */
import type { ISidecar } from "@kubernetes-models/istio/networking.istio.io/v1/Sidecar";
import { clusterDomain, platformNamespaces } from "../model/defaults.ts";
import type { PlacedService, SurroundingsModel } from "../model/types.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { objectMetadata } from "./metadata.ts";
import { typedObject } from "./typed_object.ts";

/**
 * What every sidecar must know besides its callees: the control plane, and the collector, since a proxy that doesn't
 * know its collector drops spans without a word.
 */
export function commonEgressHosts({ collector }: Pick<SurroundingsModel, "collector">): readonly string[] {
  const { namespace, service } = collector;
  return [`${platformNamespaces.istio}/*`, `${namespace}/${service}.${namespace}.svc.${clusterDomain}`];
}

/** The Sidecar of a service; undefined outside the mesh. Where copies go by a mirror is among the callees. */
export function sidecar(service: PlacedService<"callees" | "surroundings">): KubernetesObject | undefined {
  if (!service.mesh) return undefined;
  const hosts = new Set([
    ...commonEgressHosts(service.surroundings),
    ...service.callees.map((callee) => `${callee.namespace}/${callee.host}`),
    // A ServiceEntry stands in the service's own namespace and is seen only there.
    ...service.egress.map((egress) => `./${egress.host}`),
  ]);
  return typedObject<ISidecar>({
    apiVersion: "networking.istio.io/v1",
    kind: "Sidecar",
    metadata: objectMetadata(service, service.name),
    spec: {
      workloadSelector: { labels: { app: service.name } },
      outboundTrafficPolicy: { mode: "REGISTRY_ONLY" },
      egress: [{ hosts: [...hosts].sort() }],
    },
  });
}
