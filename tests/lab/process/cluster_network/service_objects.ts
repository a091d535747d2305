import type { V1EndpointSlice, V1Service } from "@kubernetes/client-node";

/** An endpoint: ready unless said otherwise. */
export interface TestEndpoint {
  readonly address: string;
  readonly hostname?: string;
  readonly conditions?: {
    readonly ready?: boolean;
    readonly serving?: boolean;
    readonly terminating?: boolean;
  };
}

/** A Service of namespace `ns`. */
export function service(name: string, spec: NonNullable<V1Service["spec"]>): V1Service {
  return { metadata: { namespace: "ns", name }, spec };
}

/** An EndpointSlice of a Service of namespace `ns`, its ports by name. */
export function slice(
  name: string,
  ports: Readonly<Record<string, number>>,
  endpoints: readonly TestEndpoint[],
  protocol = "TCP",
): V1EndpointSlice {
  return {
    addressType: "IPv4",
    metadata: { namespace: "ns", labels: { "kubernetes.io/service-name": name } },
    ports: Object.entries(ports).map(([portName, port]) => ({ name: portName, port, protocol })),
    endpoints: endpoints.map(({ address, hostname, conditions }) => ({
      addresses: [address],
      conditions: conditions ?? { ready: true },
      ...(hostname === undefined ? {} : { hostname }),
    })),
  };
}
