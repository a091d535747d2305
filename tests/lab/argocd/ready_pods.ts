import type { ClusterApi } from "../../../lab/argocd/cluster_api.ts";
import { NODE_ADDRESS } from "../../../lab/process/addresses.ts";
import { delay } from "../../../lab/process/delay.ts";
import type { Layout } from "../../../lab/process/layout.ts";
import { applyInside } from "../../../lab/process/request_inside.ts";

/**
 * Says of every pod of some namespaces that it is ready, though nothing runs in it: for tests of what syncs, not of
 * what runs.
 */
export function sayPodsAreReady(
  layout: Layout,
  api: ClusterApi,
  namespaces: readonly string[],
): AsyncDisposable {
  let ended = false;
  const work = async () => {
    while (!ended) {
      for (const namespace of namespaces) {
        for (const { metadata } of await api.list({ apiVersion: "v1", kind: "Pod" }, namespace)) {
          await sayReady(layout, namespace, metadata.name);
        }
      }
      await delay(300);
    }
  };
  const done = work();
  return {
    async [Symbol.asyncDispose]() {
      ended = true;
      await done;
    },
  };
}

async function sayReady(layout: Layout, namespace: string, name: string): Promise<void> {
  const conditions = ["PodScheduled", "Initialized", "ContainersReady", "Ready"].map((type) => ({
    type,
    status: "True",
    lastTransitionTime: "2026-01-01T00:00:00Z",
  }));
  const status = { phase: "Running", podIP: NODE_ADDRESS, podIPs: [{ ip: NODE_ADDRESS }], conditions };
  const object = { apiVersion: "v1", kind: "Pod", metadata: { name, namespace }, status };
  await applyInside(layout, `/api/v1/namespaces/${namespace}/pods/${name}/status`, object)
    .catch((error: Error) => {
      // It was deleted meanwhile.
      if (!error.message.startsWith("404")) throw error;
    });
}
