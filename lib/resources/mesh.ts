/** What the mesh is told of a service. */
import type { ServiceModel } from "../model/types.ts";
import { authorizationPolicy } from "./authorization_policy.ts";
import { destinationRule } from "./destination_rule.ts";
import { edgeVirtualServices } from "./edge_virtual_services.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { serviceEntries } from "./service_entry.ts";
import { sidecar } from "./sidecar.ts";
import { virtualService } from "./virtual_service.ts";

/** Every Istio object of a service that has something to say, in the order of their kinds. */
export function meshObjects(service: ServiceModel): readonly KubernetesObject[] {
  return [
    destinationRule(service),
    virtualService(service),
    ...edgeVirtualServices(service),
    authorizationPolicy(service),
    sidecar(service),
    ...serviceEntries(service),
  ].filter((object) => object !== undefined);
}
