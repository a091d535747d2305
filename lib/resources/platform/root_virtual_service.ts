/** Which service has which paths of a host that several share. */
import type { IVirtualService } from "@kubernetes-models/istio/networking.istio.io/v1/VirtualService";
import type { ClusterModel } from "../../model/types.ts";
import { edgeName } from "../edge_virtual_services.ts";
import type { KubernetesObject } from "../../kubernetes_object.ts";
import { longestFirst } from "../longest_first.ts";
import { typedObject } from "../typed_object.ts";
import type { ExposedHost } from "./exposed_hosts.ts";
import { platformMetadata } from "./platform_metadata.ts";

/**
 * The VirtualService of a shared host: one route for each path, the longest first, which leads on to the service's
 * own VirtualService. `/` is no condition, because a condition on the path would keep expressions out.
 */
export function rootVirtualService(
  { host, name, exposures }: ExposedHost,
  { gateway }: Pick<ClusterModel, "gateway">,
): KubernetesObject {
  const leads = exposures.filter(({ exposure }) => exposure.port.isHttp).flatMap(({ service, exposure }) =>
    exposure.paths.map((path) => ({ path, service, port: exposure.port }))
  ).sort((a, b) => longestFirst(a.path, b.path));
  const counts = new Map<string, number>();
  return typedObject<IVirtualService>({
    apiVersion: "networking.istio.io/v1",
    kind: "VirtualService",
    metadata: platformMetadata(name, gateway.namespace),
    spec: {
      hosts: [host],
      gateways: [`${gateway.namespace}/${name}`],
      http: leads.map(({ path, service, port }) => {
        const count = (counts.get(service.name) ?? 0) + 1;
        counts.set(service.name, count);
        return {
          name: `${service.name}-${count}`,
          ...(path !== "/" && { match: [{ uri: { prefix: path } }] }),
          delegate: { name: edgeName(service, port), namespace: service.namespace },
        };
      }),
    },
  });
}
