import { CLUSTER_DOMAIN, NODE_ADDRESS } from "../process/addresses.ts";
import type { HostNames } from "../process/cluster_network/names.ts";
import type { KubernetesObject } from "../../lib/kubernetes_object.ts";
import { portOf, type Site } from "./site.ts";

/** How pods find the sites: by Services, where the name is one of a Service, and by names outside the cluster. */
export interface SiteNames {
  /** Namespaces, Services without selector and their EndpointSlices. */
  readonly objects: readonly KubernetesObject[];
  /** What the DNS server has to answer beside those. */
  readonly names: HostNames;
}

/**
 * Leads the names in the URLs of sites to the node, where they are served. A name below `svc.cluster.local` is that of
 * a Service in any cluster, so it is one here too: DNS, cluster IP and endpoints as if pods served it.
 */
export function siteNames(sites: readonly Pick<Site, "url">[]): SiteNames {
  const objects: KubernetesObject[] = [];
  const names: Record<string, readonly string[]> = {};
  for (const [hostname, of] of Map.groupBy(sites, ({ url }) => new URL(url).hostname)) {
    const [, name, namespace] = SERVICE_NAME.exec(hostname) ?? [];
    if (name === undefined || namespace === undefined) names[hostname] = [NODE_ADDRESS];
    else objects.push(...serviceObjects(name, namespace, [...new Set(of.map(({ url }) => portOf(url)))]));
  }
  return { objects, names };
}

const LABEL = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?";
const SERVICE_NAME = new RegExp(`^(${LABEL})\\.(${LABEL})\\.svc\\.${CLUSTER_DOMAIN.replaceAll(".", "\\.")}$`);

function serviceObjects(
  name: string,
  namespace: string,
  ports: readonly number[],
): readonly KubernetesObject[] {
  const named = ports.map((port) => ({ name: `port-${port}`, port, protocol: "TCP" }));
  return [
    { apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } },
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name, namespace },
      spec: { ports: named.map((port) => ({ ...port, targetPort: port.port })) },
    },
    {
      apiVersion: "discovery.k8s.io/v1",
      kind: "EndpointSlice",
      metadata: { name: `${name}-node`, namespace, labels: { "kubernetes.io/service-name": name } },
      addressType: "IPv4",
      endpoints: [{ addresses: [NODE_ADDRESS], conditions: { ready: true } }],
      ports: named,
    },
  ];
}
