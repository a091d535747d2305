/** The ServiceEntries of a service: the hosts outside the cluster that its proxies let through. */
import type { IServiceEntry } from "@kubernetes-models/istio/networking.istio.io/v1/ServiceEntry";
import type { EgressModel, ServiceDefinition } from "../model/types.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { objectMetadata } from "./metadata.ts";
import { typedObject } from "./typed_object.ts";

type Spec = NonNullable<IServiceEntry["spec"]>;

/**
 * One ServiceEntry for each host, with all its ports: of two entries for one host in a namespace Istio heeds only the
 * older. None outside the mesh, where no proxy reads them. The name `<service>.<host>` is unique in the namespace,
 * because a service's name has no dot.
 */
export function serviceEntries(service: ServiceDefinition): readonly KubernetesObject[] {
  if (!service.mesh) return [];
  const byHost = new Map<string, Map<number, EgressModel>>();
  for (const egress of service.egress) {
    const ports = byHost.get(egress.host) ?? new Map<number, EgressModel>();
    if (!ports.has(egress.port)) ports.set(egress.port, egress);
    byHost.set(egress.host, ports);
  }
  return [...byHost.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([host, ports]) =>
    typedObject<IServiceEntry>({
      apiVersion: "networking.istio.io/v1",
      kind: "ServiceEntry",
      metadata: objectMetadata(service, `${service.name}.${host}`),
      spec: {
        hosts: [host],
        exportTo: ["."],
        location: "MESH_EXTERNAL",
        ...whereabouts([...ports.values()]),
        ports: [...ports.values()].sort((a, b) => a.port - b.port).map(({ port, protocol }) => ({
          name: `${protocol.toLowerCase()}-${port}`,
          number: port,
          protocol,
        })),
      },
    })
  );
}

/**
 * How the proxy finds the host. A request, or a TLS handshake, names the host that it is for, so the proxy asks for its
 * address. A TCP connection names nobody: without addresses the entry would take every connection on that port,
 * wherever it was meant to go. With the networks of the host it takes those that go there, and lets them go on to the
 * address that the process chose, since Istio allows networks only where it resolves nothing.
 */
function whereabouts(egress: readonly EgressModel[]): Pick<Spec, "addresses" | "resolution"> {
  const networks = egress.flatMap(({ networks }) => networks ?? []);
  if (networks.length === 0 || egress.every(({ protocol }) => protocol !== "TCP")) {
    return { resolution: "DNS" };
  }
  return { addresses: [...new Set(networks)].sort(), resolution: "NONE" };
}
