import type { ClusterApi } from "../../../lab/argocd/cluster_api.ts";
import type { KubernetesObject } from "../../../lib/kubernetes_object.ts";
import { delay } from "../../../lab/process/delay.ts";
import type { FileTree } from "../../../lib/tree/file_tree.ts";

const VERSION = "metrics.k8s.io/v1beta1";

/** What a metrics server would serve, as objects of the API server itself. */
const DEFINITION: KubernetesObject = {
  apiVersion: "apiextensions.k8s.io/v1",
  kind: "CustomResourceDefinition",
  metadata: {
    name: "pods.metrics.k8s.io",
    annotations: { "api-approved.kubernetes.io": "unapproved, stands in for a metrics server" },
  },
  spec: {
    group: "metrics.k8s.io",
    scope: "Namespaced",
    names: { plural: "pods", singular: "pod", kind: "PodMetrics", listKind: "PodMetricsList" },
    versions: [{
      ...{ name: "v1beta1", served: true, storage: true },
      schema: { openAPIV3Schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true } },
    }],
  },
};

/** Milliseconds between two looks. */
const PAUSE = 3000;

/**
 * Says of every pod in a namespace with an autoscaler that it does next to nothing, until it is disposed of: without
 * metrics an autoscaler is never healthy. Does nothing for trees without autoscalers.
 */
export async function podMetrics(api: ClusterApi, trees: readonly FileTree[]): Promise<AsyncDisposable> {
  const namespaces = new Set(
    trees.flatMap((tree) =>
      [...tree.keys()].flatMap((path) => /^base\/([^/]+)\/horizontal-pod-autoscaler-/.exec(path)?.[1] ?? [])
    ),
  );
  if (namespaces.size === 0) return { [Symbol.asyncDispose]: () => Promise.resolve() };
  await api.apply(DEFINITION);
  let ended = false;
  const look = async (namespace: string) => {
    for (const { metadata, spec } of await api.list({ apiVersion: "v1", kind: "Pod" }, namespace)) {
      const { containers } = spec as { readonly containers: readonly { readonly name: string }[] };
      await api.apply({
        apiVersion: VERSION,
        kind: "PodMetrics",
        metadata: { name: metadata.name, namespace, labels: metadata.labels ?? {} },
        timestamp: new Date().toISOString().replace(/\.\d+/, ""),
        window: "30s",
        containers: containers.map(({ name }) => ({ name, usage: { cpu: "5m", memory: "20Mi" } })),
      });
    }
  };
  const work = (async () => {
    while (!ended) {
      // A pod, or the definition itself, may not be there yet.
      for (const namespace of namespaces) await look(namespace).catch(() => {});
      await delay(PAUSE);
    }
  })();
  return {
    async [Symbol.asyncDispose]() {
      ended = true;
      await work;
      await api.remove(DEFINITION);
    },
  };
}
