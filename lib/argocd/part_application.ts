/** The Applications of the platform's parts. */
import { canaryDriverNamespace, observabilityNamespace, platformNamespaces } from "../model/defaults.ts";
import type { ClusterModel } from "../model/types.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import type { PlatformPartName } from "../resources/platform/platform_parts.ts";
import { application } from "./application.ts";
import { destinationIn } from "./destination.ts";
import { argocdName, platformProject } from "./names.ts";
import { partPath } from "./paths.ts";
import { waves } from "./waves.ts";

const waveOf: Readonly<Record<PlatformPartName, number>> = {
  "argocd-settings": waves.argocdSettings,
  "canary-driver": waves.canaryDriver,
  gateway: waves.meshAndGateway,
  grafana: waves.observability,
  jaeger: waves.observability,
  kiali: waves.observability,
  "load-generator": waves.loadGenerator,
  mesh: waves.meshAndGateway,
  namespaces: waves.namespaces,
  prometheus: waves.observability,
};

/** The parts whose kinds another Application brings. */
const foreignKinds: ReadonlySet<PlatformPartName> = new Set(["gateway", "mesh"]);

/** The Application of one part; its objects name their own namespaces. */
export function partApplication(cluster: ClusterModel, part: PlatformPartName): KubernetesObject {
  const path = partPath(cluster.name, part);
  return application(cluster, {
    name: argocdName(cluster, part),
    project: argocdName(cluster, platformProject),
    wave: waveOf[part],
    source: { repoURL: cluster.repository.url, targetRevision: cluster.repository.revision, path },
    destination: destinationIn(cluster, namespaceOf(cluster, part)),
    paths: [path],
    // A cluster can do without; so they go when they are switched off, while the other parts stay until a person acts.
    cascade: waveOf[part] >= 0,
    ...(foreignKinds.has(part) && { syncOptions: ["SkipDryRunOnMissingResource=true"] }),
  });
}

function namespaceOf({ argocd, gateway }: ClusterModel, part: PlatformPartName): string {
  if (part === "argocd-settings") return argocd.namespace;
  if (part === "canary-driver") return canaryDriverNamespace;
  if (waveOf[part] === waves.observability) return observabilityNamespace;
  return part === "gateway" || part === "load-generator" ? gateway.namespace : platformNamespaces.istio;
}
