/** Kind's configuration file. */
import type { JsonObject } from "../tree/yaml.ts";
import { type KindCluster, LISTEN_ADDRESS } from "./kind_cluster.ts";

/** What Kind's documentation calls the cluster configuration; `kind create cluster --config` takes it. */
export function kindConfig({ name, nodes }: KindCluster): JsonObject {
  return {
    kind: "Cluster",
    apiVersion: "kind.x-k8s.io/v1alpha4",
    name,
    nodes: nodes.map(({ role, image, portMappings }) => ({
      role,
      image,
      extraPortMappings: portMappings.length === 0 ? undefined : portMappings.map((mapping) => ({
        containerPort: mapping.containerPort,
        hostPort: mapping.hostPort,
        listenAddress: LISTEN_ADDRESS,
        protocol: "TCP",
      })),
    })),
  };
}
