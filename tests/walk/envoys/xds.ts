/** How an Envoy's bootstrap says that it gets what it does from istiod. */

/** Where the rest of what it does comes from: the stream of {@linkcode fromIstiod}. */
export const ads = Object.freeze({ ads: {}, resource_api_version: "V3" });

/** The stream: the cluster `istiod`. */
export const fromIstiod = Object.freeze({
  api_type: "GRPC",
  transport_api_version: "V3",
  grpc_services: [{ envoy_grpc: { cluster_name: "istiod" } }],
});

/** A cluster of one server of gRPC; the address is a socket's or a pipe's, as Envoy writes it. */
export function grpcCluster(name: string, address: object): object {
  return {
    name,
    type: "STATIC",
    connect_timeout: "1s",
    typed_extension_protocol_options: {
      "envoy.extensions.upstreams.http.v3.HttpProtocolOptions": {
        "@type": "type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions",
        explicit_http_config: { http2_protocol_options: {} },
      },
    },
    load_assignment: { cluster_name: name, endpoints: [{ lb_endpoints: [{ endpoint: { address } }] }] },
  };
}
