import type { KubernetesObject } from "../../../lib/kubernetes_object.ts";

interface PodTemplate {
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly spec: Readonly<Record<string, unknown>>;
}

interface WithTemplate {
  readonly template?: PodTemplate;
  readonly jobTemplate?: { readonly spec: { readonly template: PodTemplate } };
}

/** The kinds whose controllers make pods. */
const MAKE_PODS = ["Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob"];

/** A pod as a workload's controller would make it; `undefined` of an object that makes none. */
export function podOf(workload: KubernetesObject): KubernetesObject | undefined {
  if (!MAKE_PODS.includes(workload.kind)) return undefined;
  const { template, jobTemplate } = workload["spec"] as WithTemplate;
  const { metadata, spec } = (template ?? jobTemplate?.spec.template)!;
  const { name, namespace } = workload.metadata;
  // A StatefulSet's own volumes become claims, which a pod that isn't stored need not have.
  const claims = ((workload["spec"] as { readonly volumeClaimTemplates?: readonly KubernetesObject[] })
    .volumeClaimTemplates ?? []).map((claim) => ({ name: claim.metadata.name, emptyDir: {} }));
  const volumes = [...(spec["volumes"] as readonly unknown[] | undefined) ?? [], ...claims];
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { ...metadata, generateName: `${name}-`, namespace } as unknown as KubernetesObject["metadata"],
    spec: { ...spec, ...(volumes.length > 0 && { volumes }) },
  };
}
