/** Which connections the gateway's pods may take and make. */
import type {
  INetworkPolicy,
  INetworkPolicyEgressRule,
  INetworkPolicyPeer,
  INetworkPolicyPort,
} from "kubernetes-models/networking.k8s.io/v1";
import { platformNamespaces } from "../../model/defaults.ts";
import { gatewayCaller } from "../../model/links.ts";
import type { ClusterModel, ServiceModel } from "../../model/types.ts";
import type { KubernetesObject } from "../../kubernetes_object.ts";
import { typedObject } from "../typed_object.ts";
import { gatewayPodPorts } from "./gateway_ports.ts";
import { platformMetadata } from "./platform_metadata.ts";

/**
 * Requests from anywhere, scrapes from Prometheus; out to name servers, istiod, the collector and exactly the services
 * that the gateway calls, copies by a mirror included.
 */
export function gatewayNetworkPolicy(cluster: ClusterModel): KubernetesObject {
  const { gateway, tracing: { collector } } = cluster;
  return typedObject<INetworkPolicy>({
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: platformMetadata(gateway.name, gateway.namespace),
    spec: {
      podSelector: { matchLabels: { ...gateway.podLabels } },
      policyTypes: ["Ingress", "Egress"],
      ingress: [
        { ports: [gatewayPodPorts.http, gatewayPodPorts.https, gatewayPodPorts.status].map(tcp) },
        {
          from: [pods("observability", { "app.kubernetes.io/name": "prometheus" })],
          ports: [15020, 15090].map(tcp),
        },
      ],
      egress: [
        {
          to: [pods("kube-system", { "k8s-app": "kube-dns" })],
          ports: [{ protocol: "UDP", port: 53 }, tcp(53)],
        },
        { to: [pods(platformNamespaces.istio, { app: "istiod" })], ports: [tcp(15012)] },
        { to: [pods(collector.namespace)], ports: [tcp(collector.port)] },
        ...cluster.services.flatMap(toService),
      ],
    },
  });
}

function toService(service: ServiceModel): INetworkPolicyEgressRule[] {
  const called = service.callers.filter(({ name }) => name === gatewayCaller).flatMap(({ ports }) => ports);
  if (called.length === 0) return [];
  const numbers = [...new Set(called.map(({ containerPort }) => containerPort))].sort((a, b) => a - b);
  return [{ to: [pods(service.namespace, { app: service.name })], ports: numbers.map(tcp) }];
}

function pods(namespace: string, matchLabels?: Record<string, string>): INetworkPolicyPeer {
  return {
    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
    ...(matchLabels && { podSelector: { matchLabels } }),
  };
}

function tcp(port: number): INetworkPolicyPort {
  return { protocol: "TCP", port };
}
