/** What a cluster is watched with, as parts of the platform. */
import type { ClusterModel } from "../../model/types.ts";
import type { KubernetesObject } from "../../kubernetes_object.ts";
import { grafanaObjects } from "./grafana.ts";
import { jaegerObjects } from "./jaeger.ts";
import { kialiObjects } from "./kiali.ts";
import { prometheusObjects } from "./prometheus.ts";

/** The parts, by name; each is an Application of its own, so that none waits for another. */
export type ObservabilityPartName = "grafana" | "jaeger" | "kiali" | "prometheus";

/** A part: a folder of objects. */
export interface ObservabilityPart {
  /** The name of its folder. */
  readonly name: ObservabilityPartName;
  /** Never empty. */
  readonly objects: readonly KubernetesObject[];
}

/** The names of the parts that a cluster has, sorted; none where it isn't watched by anything of ours. */
export function observabilityPartNames(
  { observability }: Pick<ClusterModel, "observability">,
): readonly ObservabilityPartName[] {
  if (observability === undefined) return [];
  return (["grafana", "jaeger", "kiali", "prometheus"] as const).filter((name) =>
    observability[name] !== undefined
  );
}

const renderers = {
  grafana: grafanaObjects,
  jaeger: (_, observability) => jaegerObjects(observability),
  kiali: (_, observability) => kialiObjects(observability),
  prometheus: prometheusObjects,
} as const satisfies Record<ObservabilityPartName, typeof grafanaObjects>;

/** The parts of a cluster, sorted by name. */
export function observabilityParts(cluster: ClusterModel): readonly ObservabilityPart[] {
  const { observability } = cluster;
  if (observability === undefined) return [];
  return observabilityPartNames(cluster).map((name) => ({
    name,
    objects: renderers[name](cluster, observability),
  }));
}
