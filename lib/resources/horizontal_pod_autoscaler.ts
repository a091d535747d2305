/** The HorizontalPodAutoscalers of a service. */
import type { IHorizontalPodAutoscaler, IMetricSpec } from "kubernetes-models/autoscaling/v2";
import type { PlacedService, ServiceDefinition, VersionModel } from "../model/types.ts";
import { containerName } from "./container.ts";
import { deploymentName } from "./deployment.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { objectMetadata, perVersionName } from "./metadata.ts";
import { typedObject } from "./typed_object.ts";

type Targets = NonNullable<ServiceDefinition["autoscaling"]>;

/**
 * An autoscaler for each version that has bounds, `<service>` for stable and `<service>-canary`, all with the same
 * targets; none for a Job or CronJob.
 */
export function horizontalPodAutoscalers(service: PlacedService<"versions">): readonly KubernetesObject[] {
  const { autoscaling } = service;
  if (autoscaling === undefined || service.kind !== "Deployment") return [];
  return service.versions.flatMap((version) => {
    const bounds = version.autoscaling;
    return bounds === undefined ? [] : [autoscaler(service, version, { ...autoscaling, ...bounds })];
  });
}

function autoscaler(
  service: ServiceDefinition,
  { version }: VersionModel,
  targets: Targets,
): KubernetesObject {
  const { minReplicas, maxReplicas, cpuUtilization, memoryUtilization, scaleDownStabilizationSeconds } =
    targets;
  return typedObject<IHorizontalPodAutoscaler>({
    apiVersion: "autoscaling/v2",
    kind: "HorizontalPodAutoscaler",
    metadata: objectMetadata(service, perVersionName(service, version), { labels: { version } }),
    spec: {
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: deploymentName(service, version) },
      minReplicas,
      maxReplicas,
      metrics: [...utilization("cpu", cpuUtilization), ...utilization("memory", memoryUtilization)],
      behavior: { scaleDown: { stabilizationWindowSeconds: scaleDownStabilizationSeconds } },
    },
  });
}

/** Of our container alone: what the sidecar uses or requests would move the target. */
function utilization(name: "cpu" | "memory", averageUtilization: number | undefined): IMetricSpec[] {
  if (averageUtilization === undefined) return [];
  return [{
    type: "ContainerResource",
    containerResource: {
      name,
      container: containerName,
      target: { type: "Utilization", averageUtilization },
    },
  }];
}
