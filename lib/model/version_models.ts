/** A service's Deployments: stable, and canary where there is a policy. */
import type { ServiceInput } from "../catalogue/types.ts";
import * as defaults from "./defaults.ts";
import type { CanaryModel, Frozen, ResourcesInput, VersionModel } from "./types.ts";

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

/**
 * The versions of a service. `replicas` is what the cluster gives a service that says nothing. A proportional canary
 * has its weight's share of stable's pods (or of the autoscaler's bounds), so that each pod sees the same load.
 */
export function versionModels(
  written: Frozen<ServiceInput>,
  canary: CanaryModel | undefined,
  replicas: number,
): readonly VersionModel[] {
  const autoscaling = written.autoscaling || undefined;
  const stable: VersionModel = {
    version: "stable",
    image: written.image,
    replicas: autoscaling === undefined ? written.replicas ?? replicas : undefined,
    autoscaling: autoscaling === undefined
      ? undefined
      : { minReplicas: autoscaling.minReplicas, maxReplicas: autoscaling.maxReplicas },
    env: written.env ?? {},
    config: written.config ?? {},
    resources: withDefaults(written.resources),
  };
  if (written.canary === undefined || canary === undefined) return [stable];
  const wanted = written.canary.replicas ?? "proportional";
  const scaled = wanted === "proportional" && stable.autoscaling !== undefined;
  return [stable, {
    version: "canary",
    image: written.canary.image,
    replicas: scaled
      ? undefined
      : wanted === "proportional"
      ? share(stable.replicas ?? 1, canary.weight)
      : wanted,
    autoscaling: scaled
      ? {
        minReplicas: share(stable.autoscaling!.minReplicas, canary.weight),
        maxReplicas: share(stable.autoscaling!.maxReplicas, canary.weight),
      }
      : undefined,
    env: written.canary.env === undefined ? stable.env : { ...stable.env, ...written.canary.env },
    config: written.canary.config === undefined
      ? stable.config
      : { ...stable.config, ...written.canary.config },
    resources: over(stable.resources, written.canary.resources),
  }];
}
