/** A service's Deployments: stable, and canary where there is a policy. */
import type { ServiceInput } from "../catalogue/types.ts";
import * as defaults from "./defaults.ts";
import type { Frozen, ResourcesInput, ServiceDefinition, VersionDefinition, VersionModel } from "./types.ts";

/**
 * A request that isn't written is the limit, as Kubernetes has it, and a memory limit that isn't written is the
 * request, so that neither default can contradict what stands in the file.
 */
function withDefaults(written: Frozen<ResourcesInput> | undefined): Frozen<ResourcesInput> {
  if (written === undefined) return defaults.resources;
  const { requests = {}, limits = {} } = written;
  return {
    requests: {
      ...requests,
      cpu: requests.cpu ?? limits.cpu ?? defaults.resources.requests.cpu,
      memory: requests.memory ?? limits.memory ?? defaults.resources.requests.memory,
    },
    limits: { ...limits, memory: limits.memory ?? requests.memory ?? defaults.resources.limits.memory },
  };
}

function over(
  stable: Frozen<ResourcesInput>,
  canary: Frozen<ResourcesInput> | undefined,
): Frozen<ResourcesInput> {
  if (canary === undefined) return stable;
  return {
    requests: { ...stable.requests, ...canary.requests },
    limits: { ...stable.limits, ...canary.limits },
  };
}

/** So many of `all` as `weight` percent of the requests need, at least one. */
function share(all: number, weight: number): number {
  return Math.max(1, Math.ceil((all * weight) / 100));
}

/** The versions of a service as its file has them: stable, and the canary where there is a policy. */
export function versionDefinitions(written: Frozen<ServiceInput>): readonly VersionDefinition[] {
  const stable: VersionDefinition = {
    version: "stable",
    image: written.image,
    env: written.env ?? {},
    config: written.config ?? {},
    resources: withDefaults(written.resources),
  };
  const { canary } = written;
  if (canary === undefined) return [stable];
  return [stable, {
    version: "canary",
    image: canary.image,
    env: canary.env === undefined ? stable.env : { ...stable.env, ...canary.env },
    config: canary.config === undefined ? stable.config : { ...stable.config, ...canary.config },
    resources: over(stable.resources, canary.resources),
  }];
}

/** How many pods a version has, or the bounds of its autoscaler. */
type Scale = Pick<VersionModel, "replicas" | "autoscaling">;

function stableScale(written: Frozen<ServiceInput>, replicas: number): Scale {
  const { minReplicas, maxReplicas } = written.autoscaling || {};
  return minReplicas === undefined || maxReplicas === undefined
    ? { replicas: written.replicas ?? replicas, autoscaling: undefined }
    : { replicas: undefined, autoscaling: { minReplicas, maxReplicas } };
}

function canaryScale(written: Frozen<ServiceInput>, { replicas, autoscaling }: Scale, weight: number): Scale {
  const wanted = written.canary?.replicas ?? "proportional";
  if (wanted !== "proportional") return { replicas: wanted, autoscaling: undefined };
  if (autoscaling === undefined) return { replicas: share(replicas ?? 1, weight), autoscaling: undefined };
  return {
    replicas: undefined,
    autoscaling: {
      minReplicas: share(autoscaling.minReplicas, weight),
      maxReplicas: share(autoscaling.maxReplicas, weight),
    },
  };
}

/**
 * The versions of a service in a cluster. `replicas` is what the cluster gives a service that says nothing. A
 * proportional canary has its weight's share of stable's pods (or of the autoscaler's bounds), so that each pod sees
 * the same load.
 */
export function versionModels(
  { written, versions, canary }: Pick<ServiceDefinition, "written" | "versions" | "canary">,
  replicas: number,
): readonly VersionModel[] {
  const stable = stableScale(written, replicas);
  return versions.map((version) => ({
    ...version,
    ...(version.version === "stable" ? stable : canaryScale(written, stable, canary?.weight ?? 0)),
  }));
}
