/** An Envoy that gets routes, clusters and endpoints from istiod and listens on ports of its own. */
import { ads, fromIstiod, grpcCluster } from "./xds.ts";

/** Whose proxy, and what it listens for. */
export interface Bootstrap {
  readonly id: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly admin: number;
  /** Ports by the name of the route configuration that each serves. */
  readonly listeners: Readonly<Record<string, number>>;
}

const typed = (type: string) => `type.googleapis.com/envoy.extensions.filters.${type}`;

/** As the sidecars of Istio do it: the fault filter, CORS, the router; and normalised paths. */
const filters = [
  { name: "envoy.filters.http.fault", typed_config: { "@type": typed("http.fault.v3.HTTPFault") } },
  { name: "envoy.filters.http.cors", typed_config: { "@type": typed("http.cors.v3.Cors") } },
  { name: "envoy.filters.http.router", typed_config: { "@type": typed("http.router.v3.Router") } },
];

/** The bootstrap as Envoy reads it. */
export function envoyBootstrap({ id, namespace, labels, admin, listeners }: Bootstrap): object {
  return {
    node: {
      id,
      cluster: "test",
      metadata: { NAMESPACE: namespace, LABELS: labels, ISTIO_VERSION: "1.31.0", CLUSTER_ID: "Kubernetes" },
    },
    admin: { address: { socket_address: { address: "127.0.0.1", port_value: admin } } },
    dynamic_resources: {
      ads_config: fromIstiod,
      cds_config: ads,
    },
    static_resources: {
      clusters: [grpcCluster("istiod", { socket_address: { address: "127.0.0.1", port_value: 15010 } })],
      listeners: Object.entries(listeners).map(([routes, port]) => ({
        name: routes,
        address: { socket_address: { address: "127.0.0.1", port_value: port } },
        filter_chains: [{
          filters: [{
            name: "envoy.filters.network.http_connection_manager",
            typed_config: {
              "@type": typed("network.http_connection_manager.v3.HttpConnectionManager"),
              stat_prefix: routes,
              normalize_path: true,
              rds: { route_config_name: routes, config_source: ads },
              http_filters: filters,
            },
          }],
        }],
      })),
    },
  };
}
