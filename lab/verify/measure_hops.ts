import type { KubernetesObject } from "../../lib/kubernetes_object.ts";
import type { PodPlace } from "../engine.ts";
import { countHop, type HopCounts, type Snapshot } from "./hop_counts.ts";
import type { Hop } from "./hops.ts";
import type { Probe } from "./probes.ts";
import type { ProofContext } from "./proof.ts";
import { podAddress, runningPods, snapshotOf } from "./proxies.ts";

/** What was counted while something was done. */
export interface Measured<T> {
  /** By the name of the hop. */
  readonly counts: ReadonlyMap<string, HopCounts>;
  /** What came of it. */
  readonly result: T;
}

/** Tells what the proxies of the callers sent along some hops while something was done: the gateway's and the pods'. */
export async function measureHops<T>(
  context: ProofContext,
  hops: readonly Hop[],
  work: () => Promise<T>,
): Promise<Measured<T>> {
  const { engine } = context;
  const clients = new Map(
    await Promise.all(hops.map(async (hop) => [hop.name, await clientPods(context, hop)] as const)),
  );
  const places = [...new Map([...clients.values()].flat().map((place) => [place.pod, place])).values()];
  const versions = await versionsOf(context, hops);
  const before = await snapshotOf(engine, places);
  const result = await work();
  const after = await snapshotOf(engine, places);
  // A pod that came meanwhile is known only now, one that went only before.
  const all = new Map([...versions, ...await versionsOf(context, hops)]);
  const counts = hops.map(({ name, callee, port }) => {
    const pods = new Set((clients.get(name) ?? []).map(({ pod }) => pod));
    const only = (snapshot: Snapshot) => new Map([...snapshot].filter(([pod]) => pods.has(pod)));
    const service = {
      host: callee.host,
      servicePort: port.port,
      versionOf: (address: string) => all.get(address),
    };
    return [name, countHop(only(before), only(after), service)] as const;
  });
  return { counts: new Map(counts), result };
}

/** Tells what a probe's proxy sent along one hop while something was done. */
export async function measureProbe<T>(
  context: ProofContext,
  { callee, port }: Pick<Hop, "callee" | "port">,
  probe: Probe,
  work: () => Promise<T>,
): Promise<{ readonly counts: HopCounts; readonly result: T }> {
  const versions = await versionsOf(context, [{ callee }]);
  const { pod } = probe.place;
  const before = new Map([[pod, await probe.endpoints()]]);
  const result = await work();
  const after = new Map([[pod, await probe.endpoints()]]);
  const versionOf = (address: string) => versions.get(address);
  const counts = countHop(before, after, { host: callee.host, servicePort: port.port, versionOf });
  return { counts, result };
}

/** The pods whose proxies a hop starts from. */
export async function clientPods(
  { api, cluster: { gateway } }: ProofContext,
  { client }: Pick<Hop, "client">,
): Promise<readonly PodPlace[]> {
  const pods = client === undefined
    ? await runningPods(api, gateway.namespace, gateway.podLabels)
    : (await runningPods(api, client.namespace, { app: client.name })).filter(isOfAVersion);
  return pods.map(({ metadata: { namespace = "", name } }) => ({ namespace, pod: name }));
}

async function versionsOf(
  { api }: ProofContext,
  hops: readonly Pick<Hop, "callee">[],
): Promise<ReadonlyMap<string, string>> {
  const callees = [...new Set(hops.map(({ callee }) => callee))];
  const pods = await Promise.all(
    callees.map(({ namespace, name }) => runningPods(api, namespace, { app: name })),
  );
  return new Map(pods.flat().map((pod) => [podAddress(pod), pod.metadata.labels?.["version"] ?? ""]));
}

function isOfAVersion({ metadata }: KubernetesObject): boolean {
  return ["stable", "canary"].includes(metadata.labels?.["version"] ?? "");
}
