import type { V1EndpointSlice, V1Service } from "@kubernetes/client-node";
import { serviceKey, slicesByService, usableEndpoints } from "./service_ports.ts";

/** What the DNS server knows of a Service. */
export interface ServiceNames {
  /** Its cluster IP, or the addresses of its endpoints if it has none. IPv4. */
  readonly addresses: readonly string[];
  /** For a Service of type ExternalName, the name it stands for. */
  readonly alias: string | undefined;
  /** Addresses by the host names of endpoints, for a Service without cluster IP. */
  readonly hosts: ReadonlyMap<string, readonly string[]>;
  /** Port numbers by `_<port>._<protocol>`, such as `_http._tcp`. */
  readonly ports: ReadonlyMap<string, number>;
}

/** Everything the DNS server answers from. */
export interface Zone {
  /** By namespace and name, such as `backend/backend-service`. */
  readonly services: ReadonlyMap<string, ServiceNames>;
  /** The namespaces that have a Service. */
  readonly namespaces: ReadonlySet<string>;
  /** IPv4 addresses by names outside the cluster, in lower case. */
  readonly names: ReadonlyMap<string, readonly string[]>;
}

/** The zone that Services, their endpoints and the given names make. */
export function zoneOf(
  services: readonly V1Service[],
  slices: readonly V1EndpointSlice[],
  names: ReadonlyMap<string, readonly string[]>,
): Zone {
  const slicesOf = slicesByService(slices);
  const entries = services.map((service) => {
    const key = serviceKey(service.metadata?.namespace, service.metadata?.name);
    return [key, serviceNames(service, slicesOf.get(key) ?? [])] as const;
  });
  return {
    services: new Map(entries),
    namespaces: new Set(services.map(({ metadata }) => metadata?.namespace ?? "default")),
    names,
  };
}

function serviceNames({ spec }: V1Service, slices: readonly V1EndpointSlice[]): ServiceNames {
  const headless = spec?.clusterIP === "None";
  const endpoints = headless ? usableEndpoints(slices.flatMap((slice) => slice.endpoints ?? [])) : [];
  const named = endpoints.filter(({ hostname }) => hostname !== undefined);
  const hosts = Map.groupBy(named, ({ hostname = "" }) => hostname);
  const addressesOf = (of: typeof endpoints) => [...new Set(of.flatMap(({ addresses }) => addresses))].sort();
  const clusterIP = spec?.clusterIP === undefined || spec.clusterIP === "" ? [] : [spec.clusterIP];
  return {
    addresses: headless ? addressesOf(endpoints) : clusterIP,
    alias: spec?.type === "ExternalName" ? spec.externalName : undefined,
    hosts: new Map([...hosts].map(([host, of]) => [host, addressesOf(of)])),
    ports: new Map(
      (spec?.ports ?? []).flatMap(({ name, protocol = "TCP", port }) =>
        name === undefined ? [] : [[`_${name}._${protocol.toLowerCase()}`, port] as const]
      ),
    ),
  };
}
