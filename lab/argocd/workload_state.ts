import type { KubernetesObject } from "../../lib/kubernetes_object.ts";

/** The kinds of objects whose pods an Application waits for. */
export const WORKLOADS = ["Deployment", "StatefulSet", "DaemonSet"] as const;

interface Workload {
  readonly spec?: {
    readonly replicas?: number;
    readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> };
  };
  readonly status?: {
    readonly updatedReplicas?: number;
    readonly readyReplicas?: number;
    readonly availableReplicas?: number;
    readonly desiredNumberScheduled?: number;
    readonly numberReady?: number;
    readonly conditions?: readonly Condition[];
  };
}

interface Pod {
  readonly status?: {
    readonly conditions?: readonly Condition[];
    readonly initContainerStatuses?: readonly ContainerStatus[];
    readonly containerStatuses?: readonly ContainerStatus[];
  };
}

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
}

interface ContainerStatus {
  readonly name: string;
  readonly ready?: boolean;
  readonly state?: {
    readonly waiting?: { readonly reason?: string; readonly message?: string };
    readonly terminated?: { readonly exitCode: number; readonly reason?: string };
  };
}

/** The labels that a workload selects its pods by. */
export function podLabels(workload: KubernetesObject): Readonly<Record<string, string>> {
  return (workload as Workload).spec?.selector?.matchLabels ?? {};
}

/** How many pods of a workload are ready and how many there should be, such as `0 of 1 ready`; `undefined` if all are. */
export function missingPods(workload: KubernetesObject): string | undefined {
  const { spec, status } = workload as Workload;
  const daemons = workload.kind === "DaemonSet";
  const wanted = daemons ? status?.desiredNumberScheduled ?? 1 : spec?.replicas ?? 1;
  const ready = (daemons ? status?.numberReady : status?.readyReplicas) ?? 0;
  if (ready < wanted) {
    const words = status?.conditions?.find(({ type, status }) =>
      type === "ReplicaFailure" && status === "True"
    )
      ?.message;
    return `${ready} of ${wanted} ready${words === undefined ? "" : `, ${words}`}`;
  }
  return undefined;
}

/** Why a pod is not ready; `undefined` if it is. */
export function podTrouble(pod: KubernetesObject): string | undefined {
  const { conditions = [], initContainerStatuses = [], containerStatuses = [] } = (pod as Pod).status ?? {};
  if (conditions.some(({ type, status }) => type === "Ready" && status === "True")) return undefined;
  for (const { name, state } of [...initContainerStatuses, ...containerStatuses]) {
    const { waiting, terminated } = state ?? {};
    if (waiting !== undefined && waiting.reason !== "PodInitializing") {
      return [`container ${name}: ${waiting.reason ?? "waiting"}`, waiting.message].filter(Boolean).join(
        ", ",
      );
    }
    if (terminated !== undefined && terminated.exitCode !== 0) {
      return `container ${name}: ended with exit code ${terminated.exitCode}`;
    }
  }
  const failed = conditions.find(({ status, message }) => status === "False" && message !== undefined);
  return failed?.message ?? "not ready";
}
