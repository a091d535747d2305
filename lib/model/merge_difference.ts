/** A service as one cluster has it: what the service file says, with the cluster's differences over it. */
import type { ServiceDifferenceInput, ServiceInput } from "../catalogue/types.ts";
import { onceInARow, oncePer } from "../once_per.ts";
import type { Frozen } from "./types.ts";

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Fields whose objects merge, and how many levels deep. Everything else is replaced whole: a merged union would be
 * neither of its forms.
 */
const mergeDepth: Readonly<Record<string, number>> = {
  env: 1,
  config: 1,
  configFiles: 1,
  secrets: 1,
  labels: 1,
  annotations: 1,
  scheduling: 1,
  resources: 2,
  traffic: 2,
  canary: 2,
  slo: 1,
};

/** In `canary` and `traffic` these are unions or lists of conditions and are replaced whole. */
const replacedWhole = new Set(["loadBalancer", "cors", "fault", "mirror", "analysis", "affinity"]);

function merge(base: unknown, over: unknown, depth: number): unknown {
  if (depth === 0 || !isFields(base) || !isFields(over)) return over;
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    if (value === undefined) continue;
    merged[key] = merge(base[key], value, replacedWhole.has(key) ? 0 : depth - 1);
  }
  return merged;
}

/** What a canary can't be without. */
export const mandatoryCanaryFields = ["image", "steps", "step"] as const;

/** Whether a merged canary is one: without the service's own, what a cluster changes of it is only a part. */
function isWhole(canary: unknown): boolean {
  return isFields(canary) && mandatoryCanaryFields.every((field) => canary[field] !== undefined);
}

const mergedInto = oncePer((difference: Frozen<ServiceDifferenceInput>) =>
  onceInARow((service: Frozen<ServiceInput>) => merged(service, difference))
);

/**
 * Merges a cluster's difference over a service; the same object for the same two. Lists and scalars replace, objects
 * merge by key. Fixed replicas and an autoscaler exclude each other, so the one that the cluster names wins over the
 * other that the service names. A canary that lacks what it can't be without is left out.
 */
export function mergeDifference(
  service: Frozen<ServiceInput>,
  difference: Frozen<ServiceDifferenceInput> | undefined,
): Frozen<ServiceInput> {
  return difference === undefined ? service : mergedInto(difference)(service);
}

function merged(
  service: Frozen<ServiceInput>,
  difference: Frozen<ServiceDifferenceInput>,
): Frozen<ServiceInput> {
  const all: Record<string, unknown> = { ...service };
  if (difference.replicas !== undefined && difference.autoscaling === undefined) delete all.autoscaling;
  if (difference.autoscaling && difference.replicas === undefined) delete all.replicas;
  for (const [key, value] of Object.entries(difference)) {
    if (key === "enabled" || value === undefined) continue;
    all[key] = merge(all[key], value, mergeDepth[key] ?? 0);
  }
  if (!isWhole(all.canary)) delete all.canary;
  return all as unknown as Frozen<ServiceInput>;
}
