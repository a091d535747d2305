/** Everything that is rendered for one service. */
import type { ServiceModel } from "../model/types.ts";
import { applyPatches } from "./apply_patches.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { meshObjects } from "./mesh.ts";
import { workloadObjects } from "./workload.ts";

/** The objects before the service's own patches: workload, mesh, raw ones, in a stable order. */
export function unpatchedObjects(service: ServiceModel): readonly KubernetesObject[] {
  return [
    ...workloadObjects(service),
    ...meshObjects(service),
    ...service.objects.map((object) => inNamespace(object as KubernetesObject, service.namespace)),
  ];
}

/** The objects of a service in a cluster, or of its base. Patches that don't apply are left out; a rule reports them. */
export function serviceObjects(service: ServiceModel): readonly KubernetesObject[] {
  const objects = unpatchedObjects(service);
  return service.patches.length === 0 ? objects : applyPatches(objects, service.patches).objects;
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
