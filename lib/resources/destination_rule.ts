/** The DestinationRule of a service: its subsets, and how a proxy speaks to each pod of them. */
import type { IDestinationRule } from "@kubernetes-models/istio/networking.istio.io/v1/DestinationRule";
import type { ServiceDefinition, TrafficModel, VersionName } from "../model/types.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { objectMetadata } from "./metadata.ts";
import { syncWave } from "./sync_wave.ts";
import { typedObject } from "./typed_object.ts";

type Spec = NonNullable<IDestinationRule["spec"]>;
type TrafficPolicy = NonNullable<Spec["trafficPolicy"]>;
type LoadBalancer = NonNullable<TrafficPolicy["loadBalancer"]>;

/** Both, whether or not there is a canary. */
const versions: readonly VersionName[] = ["stable", "canary"];

/**
 * The DestinationRule of a service; undefined where it answers on no port. A proxy that doesn't know a subset answers
 * 503 for it, so both are always there, also where nothing leads to one: a canary comes and goes without a change
 * here. The first sync makes it before everything that may lead to it (wave -2).
 */
export function destinationRule(service: ServiceDefinition): KubernetesObject | undefined {
  if (service.ports.length === 0) return undefined;
  return typedObject<IDestinationRule>({
    apiVersion: "networking.istio.io/v1",
    kind: "DestinationRule",
    metadata: objectMetadata(service, service.name, {
      annotations: syncWave(-2),
    }),
    spec: {
      host: service.host,
      trafficPolicy: trafficPolicy(service),
      subsets: versions.map((version) => ({ name: version, labels: { version } })),
    },
  });
}

function trafficPolicy({ mesh, traffic, ports }: ServiceDefinition): TrafficPolicy {
  const { maxConnections, connectTimeout, idleTimeout, ...requests } = traffic.connectionPool;
  return {
    // Said rather than left to be detected: a client must not fall back to plain text.
    tls: { mode: mesh ? "ISTIO_MUTUAL" : "DISABLE" },
    loadBalancer: loadBalancer(traffic),
    connectionPool: {
      tcp: { maxConnections, connectTimeout },
      ...(ports.some((port) => port.isHttp) && { http: { ...requests, idleTimeout } }),
    },
    ...(traffic.outlierDetection && { outlierDetection: { ...traffic.outlierDetection } }),
  };
}

function loadBalancer(traffic: TrafficModel): LoadBalancer {
  // Outlier detection switches on that requests go to other zones first to last; nobody asked for that.
  const locality = traffic.outlierDetection && { localityLbSetting: { enabled: false } };
  if (typeof traffic.loadBalancer === "string") return { simple: traffic.loadBalancer, ...locality };
  const { consistentHash } = traffic.loadBalancer;
  const key = "header" in consistentHash
    ? { httpHeaderName: consistentHash.header }
    : "cookie" in consistentHash
    ? { httpCookie: { name: consistentHash.cookie, ttl: consistentHash.ttl ?? "0s" } }
    : { useSourceIp: true };
  return { consistentHash: key, ...locality };
}
