import { DNS_ADDRESS, NODE_ADDRESS, NODE_NAME, POD_RANGE } from "./addresses.ts";

/** An object and its path at the API server. */
export interface PlacedObject {
  /** Such as `/api/v1/nodes/lab`. */
  readonly path: string;
  /** The object itself. */
  readonly object: Readonly<Record<string, unknown>>;
}

/**
 * What a cluster has before anything is installed: its node, whose status is the node agent's matter, and the Service
 * of its DNS server.
 */
export function clusterObjects(): readonly PlacedObject[] {
  return [node(), dnsService(), dnsEndpoints()];
}

function node(): PlacedObject {
  return {
    path: `/api/v1/nodes/${NODE_NAME}`,
    object: {
      apiVersion: "v1",
      kind: "Node",
      metadata: {
        name: NODE_NAME,
        labels: {
          "kubernetes.io/hostname": NODE_NAME,
          "kubernetes.io/os": "linux",
          "kubernetes.io/arch": Deno.build.arch === "aarch64" ? "arm64" : "amd64",
        },
      },
      spec: { podCIDR: POD_RANGE, podCIDRs: [POD_RANGE] },
    },
  };
}

const DNS = {
  name: "kube-dns",
  namespace: "kube-system",
  labels: { "k8s-app": "kube-dns", "kubernetes.io/name": "CoreDNS" },
};

// Policies name the DNS server's Service and its pods' labels; here nothing but the Service exists.
function dnsService(): PlacedObject {
  return {
    path: `/api/v1/namespaces/${DNS.namespace}/services/${DNS.name}`,
    object: {
      apiVersion: "v1",
      kind: "Service",
      metadata: DNS,
      spec: {
        clusterIP: DNS_ADDRESS,
        ports: [
          { name: "dns", port: 53, protocol: "UDP", targetPort: 53 },
          { name: "dns-tcp", port: 53, protocol: "TCP", targetPort: 53 },
        ],
      },
    },
  };
}

function dnsEndpoints(): PlacedObject {
  const name = `${DNS.name}-${NODE_NAME}`;
  return {
    path: `/apis/discovery.k8s.io/v1/namespaces/${DNS.namespace}/endpointslices/${name}`,
    object: {
      apiVersion: "discovery.k8s.io/v1",
      kind: "EndpointSlice",
      metadata: { ...DNS, name, labels: { ...DNS.labels, "kubernetes.io/service-name": DNS.name } },
      addressType: "IPv4",
      endpoints: [{ addresses: [NODE_ADDRESS], conditions: { ready: true } }],
      ports: [
        { name: "dns", port: 53, protocol: "UDP" },
        { name: "dns-tcp", port: 53, protocol: "TCP" },
      ],
    },
  };
}
