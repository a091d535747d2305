/** The other ends of connections, as NetworkPolicies name them. */
import type {
  INetworkPolicyEgressRule,
  INetworkPolicyPeer,
  INetworkPolicyPort,
} from "kubernetes-models/networking.k8s.io/v1";
import { observabilityNamespace } from "../../model/defaults.ts";

/** Pods of a namespace by their labels; without labels all of them. */
export function pods(namespace: string, matchLabels?: Readonly<Record<string, string>>): INetworkPolicyPeer {
  return {
    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
    ...(matchLabels && { podSelector: { matchLabels: { ...matchLabels } } }),
  };
}

/** The pods of a part of the observability stack. */
export function part(name: string): INetworkPolicyPeer {
  return pods(observabilityNamespace, { "app.kubernetes.io/name": name });
}

/** The pods of every namespace. */
export const allPods: INetworkPolicyPeer = { namespaceSelector: {} };

/** TCP ports. */
export function tcp(...ports: readonly number[]): INetworkPolicyPort[] {
  return ports.map((port) => ({ protocol: "TCP", port }));
}

/** That names may be looked up. */
export const nameServers: INetworkPolicyEgressRule = {
  to: [pods("kube-system", { "k8s-app": "kube-dns" })],
  ports: [{ protocol: "UDP", port: 53 }, ...tcp(53)],
};

/** The API server: it has no pod that a policy could name, and its address differs from cluster to cluster. */
export const apiServer: INetworkPolicyEgressRule = { ports: tcp(443, 6443) };
