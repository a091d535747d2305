/** Everything that is rendered for one service. */
import type { KubernetesObject } from "../kubernetes_object.ts";
import type { PlaceField, ServiceDefinition, ServiceModel } from "../model/types.ts";
import { sameValue } from "../same_value.ts";
import { applyPatches } from "./apply_patches.ts";
import { meshParts } from "./mesh.ts";
import { type Part, part } from "./part.ts";
import { workloadParts } from "./workload.ts";

/** Workload, mesh, raw objects: in the order in which they are written. */
const parts: readonly Part[] = [...workloadParts, ...meshParts, part([], rawObjects)];

/** The objects of a service, and what they were made from. */
export interface ServiceObjects {
  /** What they were made from. */
  readonly service: ServiceModel;
  /** The objects before the service's own patches, part by part. */
  readonly parts: readonly (readonly KubernetesObject[])[];
  /** The objects themselves. Patches that don't apply are left out; a rule reports them. */
  readonly objects: readonly KubernetesObject[];
}

/**
 * Makes the objects of a service in a cluster, or of its base.
 *
 * @param like The same service elsewhere: parts that would be made from the same are taken over from there, and are
 * then the same objects. Default: nothing.
 */
export function renderService(service: ServiceModel, like?: ServiceObjects): ServiceObjects {
  const rendered = parts.map(({ reads, render }, index) =>
    like !== undefined && isSame(reads, service, like.service) ? like.parts[index]! : render(service)
  );
  const objects = rendered.flat();
  return {
    service,
    parts: rendered,
    objects: service.patches.length === 0 ? objects : applyPatches(objects, service.patches).objects,
  };
}

function isSame(fields: readonly PlaceField[], one: ServiceModel, other: ServiceModel): boolean {
  return one.definition === other.definition && fields.every((field) => sameValue(one[field], other[field]));
}

/** The objects of a service in a cluster, or of its base. */
export function serviceObjects(service: ServiceModel): readonly KubernetesObject[] {
  return renderService(service).objects;
}

function rawObjects({ objects, namespace }: ServiceDefinition): readonly KubernetesObject[] {
  return objects.map((object) => inNamespace(object as KubernetesObject, namespace));
}

/** A raw object with its namespace said, as every other object of the service says it. */
function inNamespace(object: KubernetesObject, namespace: string): KubernetesObject {
  const metadata: unknown = (object as Partial<KubernetesObject> | null)?.metadata;
  // What has none isn't an object of the API; a rule refuses it.
  if (typeof metadata !== "object" || metadata === null || !("name" in metadata) || "namespace" in metadata) {
    return object;
  }
  const { name, ...others } = object.metadata;
  return { ...object, metadata: { name, namespace, ...others } };
}
