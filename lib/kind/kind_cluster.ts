/** The Kind cluster of a lab, before it is written in a format. */
import type { ClusterModel } from "../model/types.ts";
import { KIND_NODE_IMAGE } from "./versions.ts";

/** A port of the machine that leads to a port of a node. */
export interface PortMapping {
  /** The node port of the gateway's Service. */
  readonly containerPort: number;
  /** The port people use. */
  readonly hostPort: number;
}

/** A node: a container of the node image. */
export interface KindNode {
  /** Whether it runs the control plane or pods alone. */
  readonly role: "control-plane" | "worker";
  /** With its digest, if the image is Kind's own. */
  readonly image: string;
  /** Empty for workers: kube-proxy on any node leads node ports to the gateway. */
  readonly portMappings: readonly PortMapping[];
}

/** What Kind and Terraform are both told. */
export interface KindCluster {
  /** What `kind get clusters` lists; the context of kubectl is `kind-<name>`. */
  readonly name: string;
  /** The control plane first. */
  readonly nodes: readonly KindNode[];
}

/** Ports are opened here alone: a lab is not meant for the network its machine is in. */
export const LISTEN_ADDRESS = "127.0.0.1";

/** The name that Kind knows a cluster by: `3rvision-lab`. */
export function kindClusterName(cluster: string): string {
  return `3rvision-${cluster}`;
}

/** The Kind cluster of a cluster; `undefined` for one that runs elsewhere. */
export function kindCluster({ name, kind, gateway }: ClusterModel): KindCluster | undefined {
  if (kind === undefined) return undefined;
  const image = kind.nodeImage ?? KIND_NODE_IMAGE;
  const { hostPorts } = kind;
  const { nodePorts } = gateway;
  const controlPlane: KindNode = {
    role: "control-plane",
    image,
    portMappings: [
      { containerPort: nodePorts.http, hostPort: hostPorts.http },
      { containerPort: nodePorts.https, hostPort: hostPorts.https },
    ],
  };
  const worker: KindNode = { role: "worker", image, portMappings: [] };
  return {
    name: kindClusterName(name),
    nodes: [controlPlane, ...Array.from({ length: kind.workers }, () => worker)],
  };
}
