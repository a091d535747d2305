import type { V1EndpointSlice, V1Service } from "@kubernetes/client-node";

/** Where traffic for a port of a Service may go. */
export interface Endpoint {
  /** IPv4. */
  readonly address: string;
  /** The port of the pod. */
  readonly port: number;
}

/** One port of a Service that has a cluster IP. */
export interface ServicePort {
  /** Such as `backend/backend-service:http`. */
  readonly name: string;
  /** IPv4, of the service range. */
  readonly clusterIP: string;
  /** As iptables spells it. */
  readonly protocol: "tcp" | "udp";
  /** The port of the Service. */
  readonly port: number;
  /** The port of the node, for a Service that has one. */
  readonly nodePort: number | undefined;
  /** Sorted, without duplicates. */
  readonly endpoints: readonly Endpoint[];
}

type SliceEndpoint = NonNullable<V1EndpointSlice["endpoints"]>[number];

/** The key of a Service: namespace and name. */
export function serviceKey(namespace = "default", name = ""): string {
  return `${namespace}/${name}`;
}

/** EndpointSlices of IPv4 addresses by the {@linkcode serviceKey} of the Service they belong to. */
export function slicesByService(
  slices: readonly V1EndpointSlice[],
): ReadonlyMap<string, readonly V1EndpointSlice[]> {
  const grouped = Map.groupBy(
    slices,
    ({ metadata }) => serviceKey(metadata?.namespace, metadata?.labels?.["kubernetes.io/service-name"]),
  );
  return new Map([...grouped].map(([key, group]) => [key, group.filter((s) => s.addressType === "IPv4")]));
}

/**
 * The endpoints that get traffic: the ready ones; if there are none, those that still serve while they terminate, as
 * kube-proxy has it.
 */
export function usableEndpoints(endpoints: readonly SliceEndpoint[]): readonly SliceEndpoint[] {
  const ready = endpoints.filter(({ conditions }) => conditions?.ready !== false);
  if (ready.length > 0) return ready;
  return endpoints.filter(({ conditions }) =>
    conditions?.serving === true && conditions.terminating === true
  );
}

/** Every port of every Service that has a cluster IP, in a fixed order. */
export function servicePorts(
  services: readonly V1Service[],
  slices: readonly V1EndpointSlice[],
): readonly ServicePort[] {
  const slicesOf = slicesByService(slices);
  return services.flatMap((service): readonly ServicePort[] => {
    const { clusterIP, type, ports = [] } = service.spec ?? {};
    if (type === "ExternalName" || clusterIP === undefined || clusterIP === "" || clusterIP === "None") {
      return [];
    }
    const key = serviceKey(service.metadata?.namespace, service.metadata?.name);
    return ports.flatMap(({ name = "", port, protocol = "TCP", nodePort }) => {
      if (protocol !== "TCP" && protocol !== "UDP") return [];
      return [{
        name: name === "" ? key : `${key}:${name}`,
        clusterIP,
        protocol: protocol === "TCP" ? "tcp" : "udp",
        port,
        nodePort: nodePort === 0 ? undefined : nodePort,
        endpoints: endpointsOfPort(slicesOf.get(key) ?? [], name, protocol),
      }];
    });
  }).sort((a, b) => a.name < b.name ? -1 : a.name > b.name ? 1 : a.port - b.port);
}

function endpointsOfPort(
  slices: readonly V1EndpointSlice[],
  name: string,
  protocol: string,
): readonly Endpoint[] {
  // Whether an endpoint that is not ready counts depends on all slices, so they are told apart only afterwards.
  const owners = new Map<SliceEndpoint, number>();
  for (const { ports, endpoints } of slices) {
    // The API server writes null for a list that is empty.
    const port = (ports ?? []).find((p) => (p.name ?? "") === name && (p.protocol ?? "TCP") === protocol)
      ?.port;
    if (port !== undefined) endpoints?.forEach((endpoint) => owners.set(endpoint, port));
  }
  const found = usableEndpoints([...owners.keys()]).flatMap((endpoint) =>
    endpoint.addresses.slice(0, 1).map((address) => ({ address, port: owners.get(endpoint) ?? 0 }))
  );
  const unique = new Map(found.map((endpoint) => [`${endpoint.address}:${endpoint.port}`, endpoint]));
  return [...unique].sort(([a], [b]) => a < b ? -1 : 1).map(([, endpoint]) => endpoint);
}
