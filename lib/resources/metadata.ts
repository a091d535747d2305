/** The metadata that every object of a service carries. */
import type { ServiceDefinition, VersionName } from "../model/types.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { objectLabels } from "./labels.ts";

/** The annotation that names who answers for a service. */
export const ownerAnnotation = "platform.3rvision.dev/owner";

/** What one object's metadata has besides the usual. */
export interface AdditionalMetadata {
  /** Labels that stand after the service's. Default: none. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations that stand before the owner's. Default: none. */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** An object's metadata, with parts that may be written to as `kubernetes-models` declares them. */
export interface ObjectMetadata {
  /** The object's name. */
  name: string;
  /** The service's namespace. */
  namespace: string;
  /** The service's labels, then the object's own. */
  labels: Record<string, string>;
  /** Absent where there are none. */
  annotations?: Record<string, string>;
}

/**
 * The name of an object that there is one of for each version: `<service>` for stable, `<service>-canary` for the
 * canary. Stable's is the same with and without a canary, which so comes and goes without a change to stable.
 */
export function perVersionName(service: Pick<ServiceDefinition, "name">, version: VersionName): string {
  return version === "stable" ? service.name : `${service.name}-${version}`;
}

/** The metadata of a service's object: name, namespace, labels and, where an owner is given, the annotation for it. */
export function objectMetadata(
  service: ServiceDefinition,
  name: string,
  additional: AdditionalMetadata = {},
): ObjectMetadata & KubernetesObject["metadata"] {
  const annotations = {
    ...additional.annotations,
    ...(service.owner === undefined ? {} : { [ownerAnnotation]: service.owner }),
  };
  return {
    name,
    namespace: service.namespace,
    labels: { ...objectLabels(service), ...additional.labels },
    ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
  };
}
