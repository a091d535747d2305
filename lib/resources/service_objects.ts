/** Everything that is rendered for one service. */
import type { ServiceModel } from "../model/types.ts";
import { applyPatches } from "./apply_patches.ts";
import type { KubernetesObject } from "./kubernetes_object.ts";
import { meshObjects } from "./mesh.ts";
import { workloadObjects } from "./workload.ts";

/** The objects before the service's own patches: workload, mesh, raw ones, in a stable order. */
export function unpatchedObjects(service: ServiceModel): readonly KubernetesObject[] {
  return [
    ...workloadObjects(service),
    ...meshObjects(service),
    ...(service.objects as readonly KubernetesObject[]),
  ];
}

/** The objects of a service in a cluster, or of its base. Patches that don't apply are left out; a rule reports them. */
export function serviceObjects(service: ServiceModel): readonly KubernetesObject[] {
  const objects = unpatchedObjects(service);
  return service.patches.length === 0 ? objects : applyPatches(objects, service.patches).objects;
}
