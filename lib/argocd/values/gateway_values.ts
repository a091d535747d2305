/** The values of the chart `gateway`: the pods that take requests from outside. */
import type { ClusterModel } from "../../model/types.ts";
import { gatewayPodPorts } from "../../resources/platform/gateway_ports.ts";
import { type ResourceValues, runtimeDefault } from "./helm_values.ts";

/** A port of the gateway's Service. */
export interface GatewayPortValues {
  /** Istio reads the protocol off it. */
  readonly name: string;
  /** The port of the Service. */
  readonly port: number;
  /** Always TCP. */
  readonly protocol: "TCP";
  /** The port of the pod. */
  readonly targetPort: number;
  /** The port of every node; only with `NodePort`. */
  readonly nodePort?: number;
}

/** What we set of the chart's values. */
export interface GatewayValues {
  /** The labels of its pods, by which Gateways and policies select them. */
  readonly labels: Readonly<Record<string, string>>;
  /** Whether the number of pods follows the load. */
  readonly autoscaling: { readonly enabled: boolean };
  /** Pods of the gateway. */
  readonly replicaCount: number;
  /** Only with two pods or more. */
  readonly podDisruptionBudget?: { readonly minAvailable: number };
  /** Of each pod. */
  readonly resources?: ResourceValues;
  /** What the pods may do on their node. */
  readonly securityContext: { readonly seccompProfile: typeof runtimeDefault };
  /** The Service that leads to the pods. */
  readonly service: {
    readonly type: ClusterModel["gateway"]["serviceType"];
    readonly annotations?: Readonly<Record<string, string>>;
    readonly ports: readonly GatewayPortValues[];
  };
}

/** The values of the chart. */
export function gatewayValues({ gateway, lab }: Pick<ClusterModel, "gateway" | "lab">): GatewayValues {
  return {
    labels: gateway.podLabels,
    autoscaling: { enabled: false },
    replicaCount: gateway.replicas,
    ...(gateway.replicas > 1 && { podDisruptionBudget: { minAvailable: 1 } }),
    ...(lab && {
      resources: { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "256Mi" } },
    }),
    securityContext: { seccompProfile: runtimeDefault },
    service: {
      type: gateway.serviceType,
      ...(Object.keys(gateway.annotations).length > 0 && { annotations: gateway.annotations }),
      ports: ports(gateway),
    },
  };
}

/** With the names that the chart gives them. */
function ports({ serviceType, nodePorts }: ClusterModel["gateway"]): readonly GatewayPortValues[] {
  const fixed = serviceType === "NodePort";
  const { http, https, status } = gatewayPodPorts;
  return [
    { name: "status-port", port: status, protocol: "TCP", targetPort: status },
    {
      name: "http2",
      port: 80,
      protocol: "TCP",
      targetPort: http,
      ...(fixed && { nodePort: nodePorts.http }),
    },
    {
      name: "https",
      port: 443,
      protocol: "TCP",
      targetPort: https,
      ...(fixed && { nodePort: nodePorts.https }),
    },
  ];
}
