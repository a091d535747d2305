/** The VirtualServices that the platform's own delegates to, for hosts that several services share. */
import type { IVirtualService } from "@kubernetes-models/istio/networking.istio.io/v1/VirtualService";
import type { PlacedService, PortModel, ServiceModel } from "../model/types.ts";
import { httpRoutes } from "./http_routes.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { objectMetadata } from "./metadata.ts";
import { typedObject } from "./typed_object.ts";
import { routeWave } from "./virtual_service.ts";

/** The ports of a service that have paths on shared hosts, in order. */
function sharedPorts({ ports, exposures }: Pick<ServiceModel, "ports" | "exposures">): readonly PortModel[] {
  return ports.filter(({ name, isHttp }) =>
    isHttp && exposures.some((exposure) => exposure.shared && exposure.port.name === name)
  );
}

/** The name of the VirtualService to delegate to for one port: `backend-edge`, `backend-edge-admin` for the second. */
export function edgeName(
  service: Pick<ServiceModel, "name" | "ports" | "exposures">,
  port: Pick<PortModel, "name">,
): string {
  return sharedPorts(service)[0]?.name === port.name
    ? `${service.name}-edge`
    : `${service.name}-edge-${port.name}`;
}

/** One VirtualService without hosts for each port on shared hosts; which paths lead here the platform's own says. */
export function edgeVirtualServices(
  service: PlacedService<"exposures" | "traffic">,
): readonly KubernetesObject[] {
  return sharedPorts(service).map((port) =>
    typedObject<IVirtualService>({
      apiVersion: "networking.istio.io/v1",
      kind: "VirtualService",
      metadata: objectMetadata(service, edgeName(service, port), { annotations: routeWave(service) }),
      spec: {
        http: httpRoutes(service, {
          name: "",
          port,
          match: {},
          paths: sharedPaths(service, port),
          delegated: true,
        }),
      },
    })
  );
}

function sharedPaths({ exposures }: PlacedService<"exposures">, port: PortModel): readonly string[] {
  const paths = exposures.filter(({ shared, port: { name } }) => shared && name === port.name)
    .flatMap(({ paths }) => paths);
  return [...new Set(paths)].sort();
}
