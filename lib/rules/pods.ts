/** How many pods there may be. */
import type { ServiceModel, VersionModel } from "../model/types.ts";

/** The fewest pods of a version: fixed, or the autoscaler's lower bound. */
export function fewestPods(version: VersionModel): number {
  return version.autoscaling?.minReplicas ?? version.replicas ?? 1;
}

/** The most pods of a version: fixed, or the autoscaler's upper bound. */
export function mostPods(version: VersionModel): number {
  return version.autoscaling?.maxReplicas ?? version.replicas ?? 1;
}

/** The field that decides how many pods stable has: `autoscaling.minReplicas`, `replicas`, or nothing written. */
export function replicasPath(service: ServiceModel, bound: "minReplicas" | "maxReplicas"): readonly string[] {
  return service.autoscaling === undefined ? ["replicas"] : ["autoscaling", bound];
}
