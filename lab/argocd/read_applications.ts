import type { Application } from "./application.ts";
import { type ApplicationRow, applicationRow, describeResource, isSettled } from "./application_row.ts";
import type { ClusterApi } from "./cluster_api.ts";
import type { KubernetesObject } from "../../lib/kubernetes_object.ts";
import { missingPods, podLabels, podTrouble, WORKLOADS } from "./workload_state.ts";

const APPLICATION = { apiVersion: "argoproj.io/v1alpha1", kind: "Application" } as const;

/**
 * Asks Argo CD to look at the sources anew, as a web hook of the Git server would.
 *
 * @param isMeant which Applications, by their names; all by default.
 */
export async function refreshApplications(
  api: ClusterApi,
  namespace: string,
  isMeant: (name: string) => boolean = () => true,
): Promise<void> {
  for (const { metadata } of await api.list(APPLICATION, namespace)) {
    if (!isMeant(metadata.name)) continue;
    const application = { ...APPLICATION, metadata };
    const annotations = { "argocd.argoproj.io/refresh": "normal" };
    try {
      await api.merge(application, { metadata: { annotations } });
    } catch (error) {
      // One that is gone since the list was made has nothing to look at.
      if (await api.read(application) !== undefined) throw error;
    }
  }
}

/** Reads every Application of a namespace, and for those that are not settled, what they wait for. */
export async function readApplications(
  api: ClusterApi,
  namespace: string,
): Promise<readonly ApplicationRow[]> {
  const applications = await api.list(APPLICATION, namespace) as unknown as readonly Application[];
  return await Promise.all(applications.map(async (application) => {
    const row = applicationRow(application);
    if (isSettled(row) || row.blocking !== "") return row;
    return { ...row, blocking: await blockingWorkload(api, application) ?? "" };
  }));
}

// Argo CD keeps the health of resources to itself, so the workloads are asked.
async function blockingWorkload(api: ClusterApi, { status }: Application): Promise<string | undefined> {
  for (const resource of status?.resources ?? []) {
    if (!(WORKLOADS as readonly string[]).includes(resource.kind)) continue;
    const { group = "", version = "v1", kind, name, namespace = "" } = resource;
    const apiVersion = group === "" ? version : `${group}/${version}`;
    const workload = await api.read({ apiVersion, kind, metadata: { name, namespace } });
    if (workload === undefined) return `${describeResource(resource)}: is not there`;
    const missing = missingPods(workload);
    if (missing === undefined) continue;
    const why = await podsTrouble(api, workload);
    return `${describeResource(resource)}: ${[missing, why].filter(Boolean).join(", ")}`;
  }
  return undefined;
}

async function podsTrouble(api: ClusterApi, workload: KubernetesObject): Promise<string | undefined> {
  const { namespace = "" } = workload.metadata;
  const pods = await api.list({ apiVersion: "v1", kind: "Pod" }, namespace, podLabels(workload));
  return pods.map(podTrouble).find((trouble) => trouble !== undefined);
}
