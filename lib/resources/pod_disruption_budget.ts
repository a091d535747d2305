/** The PodDisruptionBudgets of a service. */
import type { IPodDisruptionBudget } from "kubernetes-models/policy/v1";
import type { PlacedService, ServiceDefinition, ServiceModel, VersionName } from "../model/types.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { selectorLabels } from "./labels.ts";
import { objectMetadata, perVersionName } from "./metadata.ts";
import { typedObject } from "./typed_object.ts";

type Disruption = NonNullable<ServiceModel["disruption"]>;

/**
 * A budget per version, stable's first; none where the service has none, and none for a canary of one pod, which
 * would keep its node from ever being drained. One budget over both would let a broken canary's pods use up what may
 * be missing of stable.
 */
export function podDisruptionBudgets(
  service: PlacedService<"disruption" | "versions">,
): readonly KubernetesObject[] {
  const { disruption } = service;
  if (disruption === undefined || service.kind !== "Deployment") return [];
  return service.versions.flatMap(({ version, replicas, autoscaling }) => {
    if (version === "stable") return [budget(service, version, disruption)];
    const fewest = autoscaling?.minReplicas ?? replicas ?? 1;
    return fewest < 2 ? [] : [budget(service, version, withRoom(disruption, fewest))];
  });
}

/** What is meant for stable may be all pods that the canary has at the fewest; one must always be allowed to go. */
function withRoom(disruption: Disruption, fewest: number): Disruption {
  if (!("minAvailable" in disruption)) return disruption;
  const { minAvailable } = disruption;
  const kept = typeof minAvailable === "number"
    ? minAvailable
    : Math.ceil(Number.parseInt(minAvailable) / 100 * fewest);
  return kept < fewest ? disruption : { minAvailable: fewest - 1 };
}

function budget(
  service: ServiceDefinition,
  version: VersionName,
  disruption: Disruption,
): KubernetesObject {
  return typedObject<IPodDisruptionBudget>({
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: objectMetadata(service, perVersionName(service, version), { labels: { version } }),
    spec: {
      ...disruption,
      // A pod that isn't ready serves nobody; without this it would keep its node from being drained.
      unhealthyPodEvictionPolicy: "AlwaysAllow",
      selector: { matchLabels: selectorLabels(service, version) },
    },
  });
}
