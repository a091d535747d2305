/** The NetworkPolicy of a service: who may open a connection to its pods, and where they may open one to. */
import type {
  INetworkPolicy,
  INetworkPolicyEgressRule,
  INetworkPolicyIngressRule,
  INetworkPolicyPeer,
  INetworkPolicyPort,
} from "kubernetes-models/networking.k8s.io/v1";
import { platformNamespaces } from "../model/defaults.ts";
import type { CalleeModel, CallerModel, EgressModel, PlacedService } from "../model/types.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { objectMetadata } from "./metadata.ts";
import { typedObject } from "./typed_object.ts";

/** The other end of a call. */
type End = Pick<CallerModel & CalleeModel, "name" | "namespace" | "podLabels" | "ports">;

/** The name servers of the cluster, as every Kubernetes distribution labels them. */
const nameServers = pods("kube-system", { "k8s-app": "kube-dns" });

/** Istio's control plane: configuration and certificates of the sidecars. */
const istiod = pods(platformNamespaces.istio, { app: "istiod" });

/** Prometheus of the observability stack. */
const prometheus = pods("observability", { "app.kubernetes.io/name": "prometheus" });

/**
 * The NetworkPolicy of all versions' pods. Whatever isn't listed is denied, in both directions; further policies in
 * `objects` can only allow more. Who is listed follows from `calls`, `expose` and `egress` alone. Copies that
 * `traffic.mirror` asks for are sent by the callers' proxies, so they are the callers' to list, as callees.
 */
export function networkPolicy(
  service: PlacedService<"callers" | "callees" | "surroundings">,
): KubernetesObject {
  const ingress = [...callers(service), ...(service.mesh ? sidecarIngress() : [])];
  return typedObject<INetworkPolicy>({
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: objectMetadata(service, service.name),
    spec: {
      podSelector: { matchLabels: { app: service.name } },
      policyTypes: ["Ingress", "Egress"],
      // The API server drops an empty list, so one would make the object differ from itself for ever.
      ...(ingress.length > 0 && { ingress }),
      egress: [
        { to: [nameServers], ports: [{ protocol: "UDP", port: 53 }, tcp(53)] },
        ...(service.mesh ? sidecarEgress(service) : []),
        ...callees(service),
        ...service.egress.flatMap((egress) => outside(egress, service.surroundings.privateNetworks)),
      ],
    },
  });
}

function callers(service: PlacedService<"callers">): INetworkPolicyIngressRule[] {
  return links(service.callers).map(({ peer, ports }) => ({ from: [peer], ports }));
}

function callees(service: PlacedService<"callees">): INetworkPolicyEgressRule[] {
  return links(service.callees).map(({ peer, ports }) => ({ to: [peer], ports }));
}

/**
 * The other ends of calls, each once, with all ports that any of the calls needs. One without ports is left out: a
 * rule that names no port allows all of them.
 */
function links(ends: readonly End[]): { peer: INetworkPolicyPeer; ports: INetworkPolicyPort[] }[] {
  const byName = new Map<string, { end: End; numbers: Set<number> }>();
  for (const end of ends) {
    const known = byName.get(end.name) ?? { end, numbers: new Set() };
    // A policy sees the port of the pod, not of the Service.
    for (const { containerPort } of end.ports) known.numbers.add(containerPort);
    byName.set(end.name, known);
  }
  return [...byName.values()].filter(({ numbers }) => numbers.size > 0).map(({ end, numbers }) => ({
    peer: pods(end.namespace, end.podLabels),
    ports: [...numbers].map(tcp),
  }));
}

/** Metrics of process and sidecar (15020) and of Envoy (15090); whether the sidecar is ready (15021) may be asked by all. */
function sidecarIngress(): INetworkPolicyIngressRule[] {
  return [{ from: [prometheus], ports: [tcp(15020), tcp(15090)] }, { ports: [tcp(15021)] }];
}

/** The control plane, and the collector that the sidecar sends spans to. */
function sidecarEgress(service: PlacedService<"surroundings">): INetworkPolicyEgressRule[] {
  const { namespace, port } = service.surroundings.collector;
  return [{ to: [istiod], ports: [tcp(15012)] }, { to: [pods(namespace)], ports: [tcp(port)] }];
}

/** A host outside; no rule where no network is left, since a rule without one would allow all of them. */
function outside(egress: EgressModel, privateNetworks: readonly string[]): INetworkPolicyEgressRule[] {
  const to = egress.networks?.map((cidr): INetworkPolicyPeer => ({ ipBlock: { cidr } })) ??
    [...world("0.0.0.0/0", privateNetworks), ...world("::/0", privateNetworks)];
  return to.length > 0 ? [{ to, ports: [tcp(egress.port)] }] : [];
}

/** All addresses of one family but the private ones. */
function world(cidr: "0.0.0.0/0" | "::/0", privateNetworks: readonly string[]): INetworkPolicyPeer[] {
  const except = privateNetworks.filter((network) => network.includes(":") === cidr.includes(":"));
  if (except.some((network) => network.endsWith("/0"))) return [];
  return [{ ipBlock: { cidr, ...(except.length > 0 && { except }) } }];
}

/** Pods of a namespace by their labels; without labels all of them. */
function pods(namespace: string, matchLabels?: Readonly<Record<string, string>>): INetworkPolicyPeer {
  return {
    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
    ...(matchLabels && { podSelector: { matchLabels: { ...matchLabels } } }),
  };
}

function tcp(port: number): INetworkPolicyPort {
  return { protocol: "TCP", port };
}
