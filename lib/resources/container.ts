/** The one container that a service's pods have. */
import type { IContainer, ILifecycle } from "kubernetes-models/v1";
import type { ServiceDefinition, VersionDefinition } from "../model/types.ts";
import { settingsConfigMapName } from "./config_map.ts";
import { containerPorts } from "./container_port.ts";
import { environment } from "./environment.ts";
import { probes } from "./probe.ts";
import { resourceRequirements } from "./resource_requirements.ts";
import { restrictedContainer } from "./restricted_security.ts";
import { volumeMounts } from "./volumes.ts";

export type { IContainer };

/** The container's name in every pod of every service: patches, dashboards and autoscalers rely on it. */
export const containerName = "app";

/** How long a pod goes on working while the news of its end spreads. Unit: seconds. */
const drainSeconds = 5;

/** The container of a version. */
export function container(service: ServiceDefinition, version: VersionDefinition): IContainer {
  const { command = [], args = [] } = service;
  const settings = settingsConfigMapName(service, version);
  const env = environment(version);
  const ports = containerPorts(service.ports);
  const mounts = volumeMounts(service);
  return {
    name: containerName,
    image: version.image,
    imagePullPolicy: "IfNotPresent",
    ...(command.length > 0 && { command: [...command] }),
    ...(args.length > 0 && { args: [...args] }),
    ...(ports.length > 0 && { ports }),
    ...(settings !== undefined && { envFrom: [{ configMapRef: { name: settings } }] }),
    ...(env.length > 0 && { env }),
    resources: resourceRequirements(version.resources),
    ...probes(service),
    ...lifecycle(service),
    securityContext: restrictedContainer(service.security.readOnlyRootFilesystem),
    ...(mounts.length > 0 && { volumeMounts: mounts }),
  };
}

/**
 * A process that ends at once loses the requests that callers still send until they have heard that the pod is
 * leaving. So it goes on for a while, at most half the time it has to stop. Only Deployments with ports have callers.
 */
function lifecycle(service: ServiceDefinition): { lifecycle?: ILifecycle } {
  const seconds = Math.min(drainSeconds, Math.floor(service.gracePeriodSeconds / 2));
  if (service.kind !== "Deployment" || service.ports.length === 0 || seconds < 1) return {};
  return { lifecycle: { preStop: { sleep: { seconds } } } };
}
