/** The metadata of what belongs to no service. */
import type { KubernetesObject } from "../../kubernetes_object.ts";

/** Metadata with parts that may be written to as `kubernetes-models` declares them. */
export interface PlatformMetadata {
  /** The object's name. */
  name: string;
  /** Absent where it stands in none. */
  namespace?: string;
  /** That it is ours, and of the platform. */
  labels: Record<string, string>;
  /** Absent where there are none. */
  annotations?: Record<string, string>;
}

/** The metadata of a platform's object; without `namespace` of one that stands in none. */
export function platformMetadata(
  name: string,
  namespace?: string,
  annotations: Readonly<Record<string, string>> = {},
): PlatformMetadata & KubernetesObject["metadata"] {
  return {
    name,
    ...(namespace !== undefined && { namespace }),
    labels: { "app.kubernetes.io/managed-by": "3rvision", "app.kubernetes.io/part-of": "platform" },
    ...(Object.keys(annotations).length > 0 && { annotations: { ...annotations } }),
  };
}
