/** An Envoy that gets all it does from istiod, and its certificates from the agent of its identity. */
import { NODE_ADDRESS } from "../../../../lab/process/addresses.ts";
import { labelsOf, type Pod } from "./world.ts";

const ads = { ads: {}, resource_api_version: "V3" };

const http2 = {
  "envoy.extensions.upstreams.http.v3.HttpProtocolOptions": {
    "@type": "type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions",
    explicit_http_config: { http2_protocol_options: {} },
  },
};

const cluster = (name: string, address: object) => ({
  name,
  type: "STATIC",
  connect_timeout: "1s",
  typed_extension_protocol_options: http2,
  load_assignment: { cluster_name: name, endpoints: [{ lb_endpoints: [{ endpoint: { address } }] }] },
});

/** The bootstrap of a pod's proxy as Envoy reads it; `admin` and `secrets` are paths of sockets. */
export function envoyBootstrap(pod: Pod, admin: string, secrets: string): object {
  const { app, name, address, proxy } = pod;
  return {
    node: {
      id: `${proxy}~${address}~${name}.${app}~${app}.svc.cluster.local`,
      cluster: app,
      metadata: {
        NAMESPACE: app,
        LABELS: labelsOf(pod),
        SERVICE_ACCOUNT: app,
        ISTIO_VERSION: "1.31.0",
        CLUSTER_ID: "Kubernetes",
        INTERCEPTION_MODE: "REDIRECT",
      },
    },
    admin: { address: { pipe: { path: admin } } },
    dynamic_resources: {
      ads_config: {
        api_type: "GRPC",
        transport_api_version: "V3",
        grpc_services: [{ envoy_grpc: { cluster_name: "istiod" } }],
      },
      cds_config: ads,
      lds_config: ads,
    },
    static_resources: {
      clusters: [
        cluster("istiod", { socket_address: { address: NODE_ADDRESS, port_value: 15010 } }),
        cluster("sds-grpc", { pipe: { path: secrets } }),
      ],
    },
  };
}
