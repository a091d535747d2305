import { LabError } from "../lab_error.ts";
import type { ClusterApi } from "../argocd/cluster_api.ts";
import type { KubernetesObject } from "../../lib/kubernetes_object.ts";
import type { Engine, PodPlace } from "../engine.ts";
import { type EndpointCounts, readEndpoints } from "./envoy_endpoints.ts";
import type { Snapshot } from "./hop_counts.ts";

/** The container that Istio's injection adds, and the gateway's only one. */
const PROXY = "istio-proxy";

/** What a proxy has counted. */
export async function endpointCounts(
  engine: Engine,
  { namespace, pod }: PodPlace,
): Promise<readonly EndpointCounts[]> {
  const command = ["pilot-agent", "request", "GET", "clusters"];
  const { code, stdout, stderr } = await engine.exec({ namespace, pod, container: PROXY }, command);
  if (code === 0) return readEndpoints(stdout);
  throw new LabError(`Cannot read what the proxy of "${namespace}/${pod}" counted: ${stderr.trim()}`);
}

/** What the proxies of some pods have counted, by the names of the pods. */
export async function snapshotOf(
  engine: Engine,
  places: readonly PodPlace[],
): Promise<Snapshot> {
  const counts = await Promise.all(
    places.map(async (place) => [place.pod, await endpointCounts(engine, place)] as const),
  );
  return new Map(counts);
}

/** The pods with some labels that run. */
export async function runningPods(
  api: ClusterApi,
  namespace: string,
  labels: Readonly<Record<string, string>>,
): Promise<readonly KubernetesObject[]> {
  const pods = await api.list({ apiVersion: "v1", kind: "Pod" }, namespace, labels);
  return pods.filter(({ metadata, ...pod }) => {
    const { phase } = (pod["status"] ?? {}) as { readonly phase?: string };
    return phase === "Running" && !("deletionTimestamp" in metadata);
  });
}

/** The IP address of a pod; empty if it has none yet. */
export function podAddress(pod: KubernetesObject): string {
  return ((pod["status"] ?? {}) as { readonly podIP?: string }).podIP ?? "";
}
