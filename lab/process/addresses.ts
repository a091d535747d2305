/**
 * The addresses and names of a lab. Addresses are the same in every lab: they exist only inside its network
 * namespaces.
 *
 * @module
 */

/** The address of the node: the API server, node ports and the DNS server. Every pod's gateway. */
export const NODE_ADDRESS = "10.244.0.1";

/** The name of the only node. */
export const NODE_NAME = "lab";

/** Pods and the node. */
export const POD_RANGE = "10.244.0.0/16";

/** Cluster IPs of Services. */
export const SERVICE_RANGE = "10.96.0.0/16";

/** The cluster IP of `kubernetes.default`: the first of the range. */
export const KUBERNETES_SERVICE_ADDRESS = "10.96.0.1";

/** The cluster IP of `kube-dns.kube-system`: the name server of every pod. */
export const DNS_ADDRESS = "10.96.0.10";

/** What the names of Services end in. */
export const CLUSTER_DOMAIN = "cluster.local";

/** Where the API server listens, on {@linkcode NODE_ADDRESS}. */
export const API_SERVER_PORT = 6443;

/** The API server as everything in the lab reaches it. */
export const API_SERVER_URL = `https://${NODE_ADDRESS}:${API_SERVER_PORT}`;

const ADDRESSES_OF_A_BLOCK = 254;

/** How many pods can have an address at a time. */
export const POD_ADDRESSES = 254 * ADDRESSES_OF_A_BLOCK;

/**
 * The address of a pod by its number: 10.244.1.1 for 0, the next ones following, without `.0` and `.255`.
 *
 * @throws {RangeError} if the number is not an integer from 0 and below {@linkcode POD_ADDRESSES}.
 */
export function podAddress(index: number): string {
  if (!Number.isInteger(index) || index < 0 || index >= POD_ADDRESSES) {
    throw new RangeError(`Cannot give pod ${index} an address: the range has ${POD_ADDRESSES}`);
  }
  const block = 1 + Math.floor(index / ADDRESSES_OF_A_BLOCK);
  return `10.244.${block}.${1 + index % ADDRESSES_OF_A_BLOCK}`;
}

/** The names of one lab's network namespaces. */
export interface NamespaceNames {
  /** What every one of them begins with, and none of another lab's. */
  readonly prefix: string;
  /** The one of the control plane, in which the node has its address and through which all traffic of pods passes. */
  readonly node: string;
  /** The one of a pod by its number. */
  readonly pod: (index: number) => string;
}

/** The names of the network namespaces of the lab with this {@linkcode Layout.id}. */
export function namespaceNames(id: string): NamespaceNames {
  const prefix = `rv-${id}-`;
  return Object.freeze({ prefix, node: `${prefix}node`, pod: (index: number) => `${prefix}pod-${index}` });
}

/** The search domains of a pod in a Kubernetes namespace, as the kubelet writes them to `/etc/resolv.conf`. */
export function searchDomains(namespace: string): readonly string[] {
  return [`${namespace}.svc.${CLUSTER_DOMAIN}`, `svc.${CLUSTER_DOMAIN}`, CLUSTER_DOMAIN];
}
