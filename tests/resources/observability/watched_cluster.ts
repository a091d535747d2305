/** A cluster that is watched, for the tests of `lib/resources/observability/`. */
import { observabilityModel } from "../../../lib/model/observability_model.ts";
import type { ClusterModel, ObservabilityModel } from "../../../lib/model/types.ts";
import type { KubernetesObject } from "../../../lib/kubernetes_object.ts";
import { clusterModel } from "../cluster_model_fixture.ts";

/** A lab with everything that a cluster can be watched with, but for what is said otherwise. */
export function watchedCluster(
  overrides: Partial<ClusterModel> = {},
  written: NonNullable<Parameters<typeof observabilityModel>[0]["observability"]> = { kiali: {} },
): ClusterModel & { readonly observability: ObservabilityModel } {
  const cluster = clusterModel(overrides);
  const observability = observabilityModel({ lab: true, tracing: cluster.tracing, observability: written })!;
  return { ...cluster, observability };
}

/** Kind, namespace and name of each, without the content's hash: `ConfigMap observability/prometheus`. */
export function identities(objects: readonly KubernetesObject[]): readonly string[] {
  return objects.map(({ kind, metadata }) =>
    `${kind} ${metadata.namespace ?? ""}/${metadata.name.replace(/-[0-9a-f]{10}$/, "")}`
  );
}

/** The one object of a kind, and of a name where there are several. */
export function only<T>(objects: readonly KubernetesObject[], kind: string, name?: string): T {
  const found = objects.filter((object) =>
    object.kind === kind &&
    (name === undefined || object.metadata.name.replace(/-[0-9a-f]{10}$/, "") === name)
  );
  if (found.length !== 1) {
    throw new Error(`Cannot find the one ${kind} ${name ?? ""}: there are ${found.length}`);
  }
  return found[0] as unknown as T;
}
