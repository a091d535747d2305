/** What a changed service file means in each cluster. */
import type { Model, ServiceModel } from "../model/types.ts";

/** The canary of a service in one cluster. */
export interface ClusterEffect {
  /** The cluster's name. */
  readonly cluster: string;
  /** One line: `canary 10 % → 25 %`, `no canary`. */
  readonly text: string;
  /** Whether anything is different from before. */
  readonly changed: boolean;
}

function share(service: ServiceModel | undefined): string {
  if (service?.canary === undefined) return "no canary";
  return `${service.canary.weight} %${service.canary.paused ? " paused" : ""}`;
}

function imageOf(service: ServiceModel | undefined, version: "stable" | "canary"): string | undefined {
  return service?.versions.find((model) => model.version === version)?.image;
}

function describe(before: ServiceModel | undefined, after: ServiceModel | undefined): string {
  if (before === undefined && after === undefined) return "doesn't run here";
  const parts: string[] = [];
  for (const version of ["stable", "canary"] as const) {
    const [from, to] = [imageOf(before, version), imageOf(after, version)];
    if (from !== to && from !== undefined && to !== undefined) parts.push(`${version} ${from} → ${to}`);
  }
  const [from, to] = [share(before), share(after)];
  if (from !== to) parts.push(`canary ${from} → ${to}`.replace("canary no canary", "no canary"));
  if (parts.length > 0) return parts.join(", ");
  return to === "no canary" ? to : `canary ${to}, as before`;
}

/** What changes for a service in every cluster, sorted by the clusters' names. */
export function clusterEffects(before: Model, after: Model, name: string): readonly ClusterEffect[] {
  const find = (model: Model, cluster: string) =>
    model.clusters.find((other) => other.name === cluster)?.services.find((service) => service.name === name);
  return after.clusters.map(({ name: cluster }) => {
    const text = describe(find(before, cluster), find(after, cluster));
    return { cluster, text, changed: text.includes("→") };
  });
}
