/**
 * The node agent: plays the kubelet for the only node, and in the smallest way the scheduler, by binding every pod to
 * that node.
 *
 * @module
 */

import type { V1Pod } from "@kubernetes/client-node";
import { namespaceNames, NODE_NAME } from "../process/addresses.ts";
import { delay } from "../process/delay.ts";
import type { Layout } from "../process/layout.ts";
import { deleteNamespace, namespacesOf } from "../process/network.ts";
import { readTextIfThere } from "../process/state_file.ts";
import type { AgentContext } from "./agent_context.ts";
import { apiProblem, type ClusterApi } from "./cluster_api.ts";
import { ended } from "./container_run.ts";
import type { ProcessIdentity } from "../process/process_table.ts";
import { nodeStatus } from "./node_status.ts";
import { exitsFolder, identityOf, type PodIdentity, podPaths } from "./pod_paths.ts";
import { PodWorker } from "./pod_worker.ts";
import { readSandbox, type Sandbox } from "./sandbox.ts";

/** Milliseconds from one renewal of the node's lease and status to the next. */
const HEARTBEAT = 10_000;

/** Milliseconds from one search for containers that died without a word to the next. */
const SEARCH = 5_000;

/** Runs the node agent for ever. */
export async function runAgent(context: AgentContext, scheduler: ClusterApi): Promise<never> {
  const { api, layout, tell } = context;
  const workers = new Map<string, PodWorker>();
  await Deno.mkdir(exitsFolder(layout), { recursive: true });
  const left = await takeStock(context);

  const work = (pod: V1Pod) => {
    const { uid } = identityOf(pod);
    const worker = workers.get(uid);
    if (worker !== undefined) return worker.update(pod);
    const begun = new PodWorker(context, pod);
    workers.set(uid, begun);
    void begun.run().finally(() => workers.delete(uid));
  };
  const watch = api.watchPods(
    `spec.nodeName=${NODE_NAME}`,
    work,
    (pod) => workers.get(identityOf(pod).uid)?.forget(),
  );
  scheduler.watchPods("spec.nodeName=", (pod) => {
    // Whoever gates a pod, or names another scheduler, decides himself when and where it runs.
    if (pod.spec?.schedulingGates?.length || pod.metadata?.deletionTimestamp) return;
    scheduler.bind(pod, NODE_NAME).catch((error) => tell(`cannot bind a pod: ${apiProblem(error)}`));
  }, () => {});
  await watch.listed;
  tell(`watching ${workers.size} pods`);
  for (const { pod } of left.filter(({ pod }) => !workers.has(pod.uid))) abandon(context, pod, workers);

  void wakeAtExits(layout, workers);
  void repeat(SEARCH, tell, () => searchDead(workers));
  const since = Date.now();
  return await repeat(HEARTBEAT, tell, async () => {
    const architecture = Deno.build.arch === "aarch64" ? "arm64" : "amd64";
    const node = await api.reportNode(nodeStatus(context.machine, architecture, Date.now(), since));
    await api.renewLease(NODE_NAME);
    // No controller of node lifecycles is there to take away what admission put on the new node.
    if (node.spec?.taints?.length) await scheduler.removeTaints(NODE_NAME);
  });
}

/** Finds the pods that an agent that has gone worked for, and removes networks that it did not come to record. */
async function takeStock({ layout, numbers }: AgentContext): Promise<readonly Sandbox[]> {
  const found: Sandbox[] = [];
  for await (const { name, isDirectory } of Deno.readDir(layout.pods)) {
    const text = isDirectory ? await readTextIfThere(`${layout.pods}/${name}/pod.json`) : undefined;
    if (text === undefined) continue;
    const sandbox = await readSandbox(podPaths(layout, (JSON.parse(text) as Sandbox).pod));
    if (sandbox !== undefined) found.push(sandbox);
  }
  for (const { index } of found) if (index !== undefined) numbers.take(index);
  const names = namespaceNames(layout.id);
  const known = new Set([names.node, ...found.map(({ network }) => network)]);
  for (const namespace of await namespacesOf(names)) {
    if (!known.has(namespace) && namespace.startsWith(names.pod(0).replace(/0$/, ""))) {
      await deleteNamespace(namespace);
    }
  }
  return found;
}

/** Removes what is left of a pod that the API server does not know any more. */
function abandon(context: AgentContext, pod: PodIdentity, workers: Map<string, PodWorker>): void {
  context.tell(`${pod.namespace}/${pod.name}: has gone meanwhile`);
  const worker = new PodWorker(context, { metadata: { ...pod }, spec: { containers: [] } });
  workers.set(pod.uid, worker);
  worker.forget();
  void worker.run().finally(() => workers.delete(pod.uid));
}

async function wakeAtExits(layout: Layout, workers: ReadonlyMap<string, PodWorker>): Promise<void> {
  for await (const { paths } of Deno.watchFs(exitsFolder(layout), { recursive: false })) {
    for (const path of paths) {
      const [uid = ""] = path.slice(path.lastIndexOf("/") + 1).split(".");
      workers.get(uid)?.wake();
    }
  }
}

/** Wakes the workers of containers that ended without leaving word: somebody killed the shell that waited for them. */
async function searchDead(workers: ReadonlyMap<string, PodWorker>): Promise<void> {
  const owners = new Map<ProcessIdentity, PodWorker>();
  for (const worker of workers.values()) {
    for (const process of await worker.processes()) owners.set(process, worker);
  }
  for (const process of await ended([...owners.keys()])) owners.get(process)?.wake();
}

async function repeat(
  milliseconds: number,
  tell: (line: string) => void,
  work: () => Promise<void>,
): Promise<never> {
  while (true) {
    await work().catch((error) => tell(apiProblem(error)));
    await delay(milliseconds);
  }
}
