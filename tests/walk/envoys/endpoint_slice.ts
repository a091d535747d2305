/** A port of a pod, as its Service names it. */
export interface EndpointPort {
  readonly name: string;
  readonly port: number;
  readonly appProtocol: string;
}

/** The endpoints of an app, in the namespace of its name, as the controller manager would write them. */
export function endpointSlice(
  app: string,
  ports: readonly EndpointPort[],
  pods: readonly { readonly name: string; readonly address: string }[],
) {
  return {
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    metadata: { name: `${app}-1`, namespace: app, labels: { "kubernetes.io/service-name": app } },
    addressType: "IPv4",
    ports: ports.map((port) => ({ ...port, protocol: "TCP" })),
    endpoints: pods.map(({ name, address }) => ({
      addresses: [address],
      conditions: { ready: true, serving: true, terminating: false },
      targetRef: { kind: "Pod", name, namespace: app },
    })),
  };
}
