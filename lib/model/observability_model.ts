/** What a cluster is watched with. */
import type { ClusterInput, ServiceInput } from "../catalogue/types.ts";
import * as defaults from "./defaults.ts";
import { durationSeconds } from "./duration.ts";
import type { Frozen } from "./frozen.ts";
import type { ComponentModel, ObservabilityModel, SloModel } from "./observability_types.ts";

type Written = NonNullable<Frozen<ClusterInput>["observability"]>;

const labResources = {
  prometheus: { requests: { cpu: "50m", memory: "256Mi" }, limits: { memory: "1Gi" } },
  jaeger: { requests: { cpu: "20m", memory: "128Mi" }, limits: { memory: "512Mi" } },
  grafana: { requests: { cpu: "20m", memory: "128Mi" }, limits: { memory: "512Mi" } },
  kiali: { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "512Mi" } },
} as const;

const usualResources = {
  prometheus: { requests: { cpu: "500m", memory: "2Gi" }, limits: { memory: "4Gi" } },
  jaeger: { requests: { cpu: "100m", memory: "512Mi" }, limits: { memory: "1Gi" } },
  grafana: { requests: { cpu: "100m", memory: "256Mi" }, limits: { memory: "512Mi" } },
  kiali: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "1Gi" } },
} as const;

/** Applies every default; undefined where a cluster isn't watched by anything of ours. */
export function observabilityModel(
  { observability, lab = false, tracing }: Pick<Frozen<ClusterInput>, "observability" | "lab" | "tracing">,
): ObservabilityModel | undefined {
  if (observability === undefined) return undefined;
  const component = (name: keyof typeof labResources, written: Written["kiali"]): ComponentModel => ({
    image: written?.image ?? defaults.observabilityImages[name],
    resources: written?.resources ?? (lab ? labResources : usualResources)[name],
  });
  const { prometheus, grafana, kiali } = observability;
  const jaeger = observability.jaeger ?? (ownCollector(tracing) ? {} : false);
  return {
    prometheus: {
      ...component("prometheus", prometheus),
      scrapeInterval: prometheus?.scrapeInterval ?? "15s",
      retention: prometheus?.retention ?? (lab ? "24h" : "15d"),
      storage: prometheus?.storage,
      alertmanagers: (prometheus?.alertmanagers ?? []).map((each) => ({ ...each, port: each.port ?? 9093 })),
    },
    jaeger: jaeger ? { ...component("jaeger", jaeger), maxTraces: jaeger.maxTraces ?? 20000 } : undefined,
    grafana: grafana === false
      ? undefined
      : { ...component("grafana", grafana), settings: grafana?.settings ?? {} },
    kiali: kiali && component("kiali", kiali),
  };
}

function ownCollector({ collector }: ClusterInput["tracing"]): boolean {
  return collector === undefined ||
    (collector.namespace === defaults.collector.namespace &&
      collector.service === defaults.collector.service);
}

/** What a service promises; undefined where it promises nothing, or where the mesh doesn't see its requests. */
export function sloModel(
  { slo }: Pick<Frozen<ServiceInput>, "slo">,
  hasRequests: boolean,
): SloModel | undefined {
  if (slo === false || !hasRequests) return undefined;
  return {
    availability: slo?.availability ?? defaults.availability,
    latency: slo?.latency && {
      objective: slo.latency.objective,
      milliseconds: durationSeconds(slo.latency.within) * 1000,
    },
  };
}
