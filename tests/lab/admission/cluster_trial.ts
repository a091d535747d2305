/** Tries every object of a rendered cluster against the API server of a lab, and every pod that would be made of one. */
import type { KubernetesObject } from "../../../lib/kubernetes_object.ts";
import { describeObject } from "../../../lab/argocd/describe_object.ts";
import { type AcceptedWarning, acceptedWarning } from "./accepted_warnings.ts";
import { type AdmissionLab, inParallel, makeAll } from "./admission_lab.ts";
import type { Verdict } from "./api_server.ts";
import { podOf } from "./pod_of.ts";
import { fileOf, type RenderedPart } from "./rendered_cluster.ts";

/** What came of a cluster. */
export interface Trial {
  /** How many objects were tried. */
  readonly objects: number;
  /** How many pods were tried. */
  readonly pods: number;
  /** How many of the pods belong to the mesh: they stand in a namespace of it and don't refuse a proxy. */
  readonly meshPods: number;
  /** How many of the pods got a sidecar or, at the gateway, their proxy. */
  readonly injected: number;
  /** What was refused or warned of: the file, the object and the API server's words. */
  readonly findings: readonly string[];
  /** The warnings that came and are accepted. */
  readonly accepted: ReadonlySet<AcceptedWarning>;
}

/** A part whose objects stand in the namespaces where Argo CD would put them. */
export async function placed(lab: AdmissionLab, part: RenderedPart): Promise<RenderedPart> {
  const objects = await inParallel(part.objects, async (object) => {
    const { metadata } = object;
    if (metadata.namespace !== undefined || !await lab.api.isNamespaced(object)) return object;
    return { ...object, metadata: { ...metadata, namespace: part.namespace } };
  });
  return { ...part, objects };
}

/**
 * Stores what the rest can't be tried without: namespaces, with their labels, and what pods refer to.
 *
 * @param parts placed.
 */
export async function prepare({ api }: AdmissionLab, parts: readonly RenderedPart[]): Promise<void> {
  const objects = parts.flatMap((part) => part.objects);
  const namespaces = parts.map(({ namespace }) => namespace).filter((name) => name !== "");
  const written = objects.filter(({ kind }) => kind === "Namespace");
  const others = [...new Set(namespaces)].filter((name) =>
    !written.some(({ metadata }) => metadata.name === name)
  );
  await makeAll(api, [
    ...written,
    // Those of a hub's Argo CD, and of Kubernetes itself.
    ...others.map((name) => ({
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name, labels: { "istio-injection": "disabled" } },
    })),
    ...priorityClasses(objects),
  ]);
}

/** A catalogue only names them: they are the cluster's own. */
function priorityClasses(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  const names = objects.flatMap((object) => {
    const { priorityClassName } = (podOf(object)?.["spec"] ?? {}) as { readonly priorityClassName?: string };
    return priorityClassName === undefined || priorityClassName.startsWith("system-")
      ? []
      : [priorityClassName];
  });
  return [...new Set(names)].map((name) => ({
    apiVersion: "scheduling.k8s.io/v1",
    kind: "PriorityClass",
    metadata: { name },
    value: 1000,
  }));
}

/**
 * Tries every object, and every pod of a workload, without storing them.
 *
 * @param folder the tree's, for the names of files.
 * @param parts placed and prepared.
 */
export async function tryCluster(
  { api }: AdmissionLab,
  folder: string,
  parts: readonly RenderedPart[],
): Promise<Trial> {
  const all = parts.flatMap(({ source, objects }) => objects.map((object) => ({ source, object })));
  const verdicts = await inParallel(all, ({ object }) => api.apply(object, { dryRun: true }));
  const accounts = all.map(({ object }) => object).filter(({ kind }) => kind === "ServiceAccount");
  // A pod is refused where its account doesn't exist.
  await makeAll(api, accounts);
  const makers = all.filter(({ object }) => podOf(object) !== undefined);
  const pods = await inParallel(makers, ({ object }) => api.create(podOf(object)!, { dryRun: true }));

  const meshNamespaces = new Set(
    all.map(({ object }) => object).filter(({ kind, metadata }) =>
      kind === "Namespace" && metadata.labels?.["istio-injection"] === "enabled"
    ).map(({ metadata }): string | undefined => metadata.name),
  );
  const accepted = new Set<AcceptedWarning>();
  const words = (object: KubernetesObject, { refused, warnings }: Verdict) => [
    ...refused === undefined ? [] : [refused],
    ...warnings.flatMap((warning) => {
      const known = acceptedWarning(object, warning);
      if (known === undefined) return [`warning: ${warning}`];
      accepted.add(known);
      return [];
    }),
  ];
  const report = (what: string, { source, object }: typeof all[number], verdict: Verdict) =>
    words(object, verdict).map((text) =>
      `${fileOf(folder, source, object)}: ${what}${describeObject(object)}: ${text}`
    );
  return {
    objects: all.length,
    pods: pods.length,
    meshPods:
      makers.filter(({ object }) => meshNamespaces.has(object.metadata.namespace) && wantsProxy(object))
        .length,
    injected: pods.filter(({ object }) => object !== undefined && hasProxy(object)).length,
    findings: [
      ...all.flatMap((each, index) => report("", each, verdicts[index]!)),
      ...makers.flatMap((each, index) => report("a pod of ", each, pods[index]!)),
    ],
    accepted,
  };
}

function wantsProxy(workload: KubernetesObject): boolean {
  return podOf(workload)!.metadata.labels?.["sidecar.istio.io/inject"] !== "false";
}

function hasProxy(pod: KubernetesObject): boolean {
  const { containers, initContainers = [] } = pod["spec"] as Record<
    string,
    readonly { readonly name: string }[]
  >;
  return [...containers!, ...initContainers].some(({ name }) => name === "istio-proxy");
}
