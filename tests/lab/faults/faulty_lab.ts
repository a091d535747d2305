import type { ClusterApi } from "../../../lab/argocd/cluster_api.ts";
import type { KubernetesObject } from "../../../lib/kubernetes_object.ts";
import type { Engine, PodPlace } from "../../../lab/engine.ts";
import { currentRun } from "../../../lab/node/container_place.ts";
import { processOf, readRecord } from "../../../lab/node/container_run.ts";
import type { Layout } from "../../../lab/process/layout.ts";
import { runProgram } from "../../../lab/process/run_program.ts";
import { supervisorOf } from "../../../lab/process/supervisor.ts";
import { runningPods } from "../../../lab/verify/proxies.ts";
import type { ClusterModel } from "../../../lib/model/types.ts";

/** A lab of processes that runs, whose processes are killed. */
export interface FaultyLab {
  readonly layout: Layout;
  readonly engine: Engine;
  readonly api: ClusterApi;
  readonly cluster: ClusterModel;
}

/** The process of a part, such as `etcd`, as this machine numbers it. */
export async function processOfPart({ layout }: FaultyLab, name: string): Promise<number> {
  const found = (await supervisorOf(layout).find(name))?.identity;
  if (found === undefined) throw new Error(`${name} doesn't run`);
  return found.pid;
}

/** The first process of a container, as this machine numbers it. */
export async function processOfContainer({ layout }: FaultyLab, place: PodPlace): Promise<number> {
  const paths = await currentRun(layout, place);
  const record = await readRecord(paths);
  const found = record === undefined ? undefined : await processOf(paths, record);
  if (found === undefined) throw new Error(`${place.namespace}/${place.pod} doesn't run ${place.container}`);
  return found.pid;
}

/** The child of a process that has a name, such as the `envoy` of a `pilot-agent`. */
export async function childOf(pid: number, name: string): Promise<number> {
  const children = (await runProgram(["sh", "-c", `cat /proc/${pid}/task/*/children`])).trim().split(/\s+/);
  for (const child of children) {
    if ((await runProgram(["cat", `/proc/${child}/comm`])).trim() === name) return Number(child);
  }
  throw new Error(`the process ${pid} has no child ${name}`);
}

/** The only pod with some labels; an error when there is none, or another beside it. */
export async function onlyPod(
  lab: FaultyLab,
  namespace: string,
  labels: Readonly<Record<string, string>>,
): Promise<KubernetesObject> {
  const [pod, ...others] = await podsWith(lab, namespace, labels);
  if (others.length === 0) return pod;
  throw new Error(`${namespace} has several pods with ${JSON.stringify(labels)}`);
}

/** One of the pods with some labels: a tier may have several. */
export async function onePod(
  lab: FaultyLab,
  namespace: string,
  labels: Readonly<Record<string, string>>,
): Promise<KubernetesObject> {
  return (await podsWith(lab, namespace, labels))[0];
}

async function podsWith(
  { api }: FaultyLab,
  namespace: string,
  labels: Readonly<Record<string, string>>,
): Promise<readonly [KubernetesObject, ...KubernetesObject[]]> {
  const [first, ...others] = await runningPods(api, namespace, labels);
  if (first !== undefined) return [first, ...others];
  throw new Error(`${namespace} has no pods with ${JSON.stringify(labels)}`);
}

interface ContainerStatus {
  readonly name: string;
  readonly restartCount: number;
}

interface PodStatus {
  readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  readonly containerStatuses?: readonly ContainerStatus[];
  readonly initContainerStatuses?: readonly ContainerStatus[];
}

/** How often a container of a pod was started anew. */
export function restartsOf(pod: KubernetesObject, container: string): number {
  const { containerStatuses = [], initContainerStatuses = [] } = pod["status"] as PodStatus;
  const found = [...containerStatuses, ...initContainerStatuses].find(({ name }) => name === container);
  return found?.restartCount ?? 0;
}

/** Whether a pod says that it is ready. */
export function isReady(pod: KubernetesObject): boolean {
  const { conditions = [] } = pod["status"] as PodStatus;
  return conditions.some(({ type, status }) => type === "Ready" && status === "True");
}
