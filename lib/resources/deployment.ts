/** The Deployments of a service: one per version. */
import type { IDeployment } from "kubernetes-models/apps/v1";
import type { PlacedService, ServiceDefinition, VersionModel, VersionName } from "../model/types.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { onceInARow } from "../once_per.ts";
import { selectorLabels } from "./labels.ts";
import { objectMetadata } from "./metadata.ts";
import { hasExclusiveClaim } from "./persistent_volume_claim.ts";
import { podTemplate } from "./pod_template.ts";
import { typedObject } from "./typed_object.ts";

type Strategy = NonNullable<NonNullable<IDeployment["spec"]>["strategy"]>;

/** The name of a version's Deployment, for example `backend-canary`. */
export function deploymentName(service: Pick<ServiceDefinition, "name">, version: VersionName): string {
  return `${service.name}-${version}`;
}

/** The Deployments, stable first; none for a Job or CronJob. */
export function deployments(service: PlacedService<"versions">): readonly KubernetesObject[] {
  if (service.kind !== "Deployment") return [];
  return service.versions.map((version) => deployment(service, version));
}

/** How many pods there are is the cluster's to say, what they are isn't: one template for all clusters. */
const templates = onceInARow((definition: ServiceDefinition) =>
  new Map(definition.versions.map((version) => [version.version, podTemplate(definition, version)]))
);

function deployment(service: PlacedService<"versions">, version: VersionModel): KubernetesObject {
  return typedObject<IDeployment>({
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: objectMetadata(service, deploymentName(service, version.version), {
      labels: { version: version.version },
    }),
    spec: {
      // Where an autoscaler owns the number, saying one would undo its work with every sync.
      ...(version.replicas !== undefined && { replicas: version.replicas }),
      ...deadline(service, version),
      ...(service.minReadySeconds > 0 ? { minReadySeconds: service.minReadySeconds } : {}),
      // Git has the history; a few make `kubectl rollout undo` possible all the same.
      revisionHistoryLimit: 2,
      strategy: strategy(service),
      selector: { matchLabels: selectorLabels(service, version.version) },
      template: templates(service.definition).get(version.version)!,
    },
  });
}

/** Only the canary's policy has one; stable keeps the default of Kubernetes, 600 s. */
function deadline(
  service: ServiceDefinition,
  { version }: VersionModel,
): { progressDeadlineSeconds?: number } {
  if (version !== "canary" || service.canary === undefined) return {};
  return { progressDeadlineSeconds: service.canary.deadlineSeconds };
}

/**
 * A pod goes only when another is ready, so that no request is lost. A volume that one node or pod can mount makes
 * that wait for ever (the new pod for the volume, the old one for the new pod), so there the old one goes first and
 * requests in between fail. Of a claim that somebody else made the access mode isn't known: there the roll-out may
 * get stuck, which the old pods survive.
 */
function strategy(service: ServiceDefinition): Strategy {
  if (hasExclusiveClaim(service)) return { type: "Recreate" };
  return { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", maxUnavailable: 0 } };
}
