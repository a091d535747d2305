/** Which file a service's value comes from: the service's own, or a cluster's. */
import type { Origin, ValuePath } from "../diagnostic.ts";
import type { ServiceModel } from "../model/types.ts";

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Whether a cluster's difference holds the value at `path`. Objects merge by key, so the way must be there key by key;
 * a list or any other value replaces what the service says, so all below it is the cluster's.
 */
function holds(difference: unknown, path: ValuePath): boolean {
  let value = difference;
  for (const part of path) {
    if (!isObject(value)) return true;
    if (!Object.hasOwn(value, part)) return false;
    value = value[part];
  }
  return true;
}

/** Where the value at `path` of the service as merged was written. */
export function originOf(
  service: Pick<ServiceModel, "name" | "file" | "clusterFile" | "difference">,
  path: ValuePath,
): Origin {
  const { clusterFile, difference } = service;
  if (clusterFile !== undefined && difference !== undefined && path.length > 0 && holds(difference, path)) {
    return { file: clusterFile, path: ["services", service.name, ...path] };
  }
  return { file: service.file, path };
}
