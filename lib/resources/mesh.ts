/** What the mesh is told of a service. */
import { authorizationPolicy } from "./authorization_policy.ts";
import { destinationRule } from "./destination_rule.ts";
import { edgeVirtualServices } from "./edge_virtual_services.ts";
import { type Part, part } from "./part.ts";
import { serviceEntries } from "./service_entry.ts";
import { sidecar } from "./sidecar.ts";
import { virtualService } from "./virtual_service.ts";

/** Every Istio object of a service that has something to say, in the order of their kinds. */
export const meshParts: readonly Part[] = [
  part([], destinationRule),
  part(["exposures", "traffic"], virtualService),
  part(["exposures", "traffic"], edgeVirtualServices),
  part(["callers"], authorizationPolicy),
  part(["callees", "surroundings"], sidecar),
  part([], serviceEntries),
];
