/** The routes of ports whose requests the mesh doesn't understand: whole connections are shared out. */
import type { PortModel, ServiceDefinition } from "../model/types.ts";
import { splitOf } from "./canary_split.ts";
import type { VirtualServiceSpec } from "./virtual_service_types.ts";

type Destinations = NonNullable<NonNullable<VirtualServiceSpec["tcp"]>[number]["route"]>;

/**
 * The names under which clients in any namespace may ask for a port that is matched by name; empty where none is.
 * A VirtualService must be for every name that it matches.
 */
export function serverNames(
  { canary, ports, host, serviceName, namespace }: ServiceDefinition,
): readonly string[] {
  if (canary === undefined || !ports.some(({ protocol }) => protocol === "https")) return [];
  return [host, `${serviceName}.${namespace}.svc`, `${serviceName}.${namespace}`];
}

/**
 * The routes of TCP and TLS ports. A port whose process ends TLS itself is matched by the name that the client asks
 * for, since Istio heeds `tcp` routes only where no TLS is declared; without a canary it needs no route at all.
 */
export function layer4Routes(service: ServiceDefinition): Pick<VirtualServiceSpec, "tcp" | "tls"> {
  const tcp = service.ports.filter(({ protocol }) => protocol === "tcp").map((port) => ({
    match: [{ port: port.port }],
    route: destinations(service, port),
  }));
  const tls = service.canary === undefined ? [] : service.ports.filter(({ protocol }) => protocol === "https")
    .map((port) => ({
      match: [{ port: port.port, sniHosts: [...serverNames(service)] }],
      route: destinations(service, port),
    }));
  return { ...(tcp.length > 0 && { tcp }), ...(tls.length > 0 && { tls }) };
}

function destinations(service: ServiceDefinition, port: PortModel): Destinations {
  const destination = { host: service.host, port: { number: port.port } };
  if (service.canary === undefined) return [{ destination: { ...destination, subset: "stable" } }];
  const split = splitOf(service.canary);
  return (["stable", "canary"] as const).map((version) => ({
    destination: { ...destination, subset: version },
    weight: split[version],
  }));
}
