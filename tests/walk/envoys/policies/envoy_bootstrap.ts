/** An Envoy that gets all it does from istiod, and its certificates from the agent of its identity. */
import { NODE_ADDRESS } from "../../../../lab/process/addresses.ts";
import { ads, fromIstiod, grpcCluster } from "../xds.ts";
import { labelsOf, type Pod } from "./world.ts";

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
      ads_config: fromIstiod,
      cds_config: ads,
      lds_config: ads,
    },
    static_resources: {
      clusters: [
        grpcCluster("istiod", { socket_address: { address: NODE_ADDRESS, port_value: 15010 } }),
        grpcCluster("sds-grpc", { pipe: { path: secrets } }),
      ],
    },
  };
}
