/** What a walk reads of an object, so that changes of anything else needn't be walked. */
import { fieldsOf, listOf, numberOf } from "../walk/plain.ts";
import { templateOf } from "../walk/pod_template.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { oncePer } from "../once_per.ts";

/** Kinds that no request depends on. */
const silent = new Set([
  "Secret",
  "ServiceAccount",
  "PersistentVolumeClaim",
  "PersistentVolume",
  "PodDisruptionBudget",
  "HorizontalPodAutoscaler",
  "ResourceQuota",
  "LimitRange",
  "StorageClass",
  "Role",
  "RoleBinding",
  "ClusterRole",
  "ClusterRoleBinding",
  "CustomResourceDefinition",
  "AppProject",
  "ExternalSecret",
  "SealedSecret",
  "Telemetry",
]);

/** How many pods a workload wants, as far as it says it; 1 where an autoscaler does. */
export function replicasOf(object: KubernetesObject): number {
  return numberOf(fieldsOf(object.spec).replicas) ?? 1;
}

function workloadView(object: KubernetesObject, template: Readonly<Record<string, unknown>>): unknown {
  const spec = fieldsOf(template.spec);
  const metadata = fieldsOf(template.metadata);
  return {
    labels: metadata.labels,
    injected: fieldsOf(metadata.annotations)["sidecar.istio.io/inject"],
    account: spec.serviceAccountName,
    hostNetwork: spec.hostNetwork,
    ports: listOf(spec.containers).map((container) => fieldsOf(container).ports),
    empty: replicasOf(object) === 0,
  };
}

/** What may decide a request, as text to compare; undefined where nothing may. */
export function meshView(object: KubernetesObject | undefined): string | undefined {
  return object === undefined || silent.has(object.kind) ? undefined : viewOf(object);
}

const viewOf = oncePer((object: KubernetesObject): string | undefined => {
  const { kind, metadata, spec } = object;
  if (kind === "ConfigMap") return metadata.name === "istio" ? JSON.stringify(object.data) : undefined;
  if (kind === "Application") {
    // Only a chart's values are read.
    const { source } = fieldsOf(spec);
    return fieldsOf(source).chart === undefined ? undefined : JSON.stringify(source);
  }
  const template = templateOf(object);
  if (template !== undefined) return JSON.stringify(workloadView(object, template));
  if (kind === "Namespace") return JSON.stringify(metadata.labels ?? {});
  return JSON.stringify({ spec });
});
