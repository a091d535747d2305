import type { ServiceModel } from "../../lib/model/types.ts";
import type { ClusterApi } from "../argocd/cluster_api.ts";
import type { KubernetesObject } from "../../lib/kubernetes_object.ts";
import { podTrouble } from "../argocd/workload_state.ts";
import type { Engine, PodPlace } from "../engine.ts";
import { LabError } from "../lab_error.ts";
import { delay } from "../process/delay.ts";
import type { EndpointCounts } from "./envoy_endpoints.ts";
import { openNetwork } from "./probe_policy.ts";
import {
  containersReady,
  identityOf,
  PROBE_CONTAINER,
  PROBE_NAMESPACE,
  PROBE_NAMESPACE_OBJECT,
  type ProbeIdentity,
  probePod,
} from "./probe_pod.ts";
import { endpointCounts } from "./proxies.ts";
import type { Answer, RequestBatch } from "./send_requests.ts";

/** Seconds for which a probe's containers are waited for, and for the end of what an earlier run has left. */
const PATIENCE = 120;

/** A pod of our own that sends requests. */
export interface Probe {
  /** Its container that sends. */
  readonly place: PodPlace;
  /** Its IP address. */
  readonly address: string;
  /** Sends requests from within the pod; see `sendRequests`. */
  readonly send: (batches: readonly RequestBatch[]) => Promise<readonly (readonly Answer[])[]>;
  /** What its sidecar has counted. */
  readonly endpoints: () => Promise<readonly EndpointCounts[]>;
}

/** Makes probes when they are first asked for; removes them when it is disposed of. One run at a time in a lab. */
export interface Probes extends AsyncDisposable {
  /** Stands for a service: what holds for its pods' requests holds for it. */
  readonly ofService: (service: ServiceModel) => Promise<Probe>;
  /** Has a sidecar and an identity that no policy names. */
  readonly stranger: () => Promise<Probe>;
  /** Has no sidecar. */
  readonly outsider: () => Promise<Probe>;
  /** Lets the last two through to a service's pods as far as network policies are concerned. */
  readonly openNetworkOf: (service: ServiceModel) => Promise<void>;
}

/** Probes in the cluster of an engine. */
export function probesIn(engine: Engine, api: ClusterApi, tell: (text: string) => void): Probes {
  const known = new Map<string, Promise<Probe>>();
  const made: KubernetesObject[] = [];
  let namespace: Promise<void> | undefined;

  const make = async (identity: ProbeIdentity): Promise<Probe> => {
    if (identity.namespace === PROBE_NAMESPACE) await (namespace ??= makeNamespace());
    tell(`a probe starts: ${identity.namespace}/${identity.name}`);
    const pod = probePod(identity);
    await api.remove(pod);
    await untilGone(api, pod);
    made.push(pod);
    await api.apply(pod);
    const ready = await untilReady(api, pod);
    return probeOf(engine, ready);
  };
  const makeNamespace = async () => {
    const before = await api.read(PROBE_NAMESPACE_OBJECT);
    if (before !== undefined && "deletionTimestamp" in before.metadata) {
      await untilGone(api, PROBE_NAMESPACE_OBJECT);
    }
    made.push(PROBE_NAMESPACE_OBJECT);
    await api.apply(PROBE_NAMESPACE_OBJECT);
    await untilServiceAccount(api);
  };
  const probe = (identity: ProbeIdentity): Promise<Probe> => {
    const id = `${identity.namespace}/${identity.name}`;
    const found = known.get(id) ?? make(identity);
    known.set(id, found);
    return found;
  };
  const alone = { namespace: PROBE_NAMESPACE, labels: {} };
  return Object.freeze({
    ofService: (service: ServiceModel) => probe(identityOf(service)),
    stranger: () => probe({ ...alone, name: "stranger", mesh: true }),
    outsider: () => probe({ ...alone, name: "outsider", mesh: false }),
    async openNetworkOf(service: ServiceModel) {
      const policy = openNetwork(service);
      made.push(policy);
      await api.apply(policy);
    },
    async [Symbol.asyncDispose]() {
      await Promise.allSettled(known.values());
      for (const object of made) await api.remove(object);
      // Another run must not find them on their way out.
      for (const object of made) await untilGone(api, object);
    },
  });
}

function probeOf(engine: Engine, pod: KubernetesObject): Probe {
  const { name, namespace = "" } = pod.metadata;
  const place = { namespace, pod: name, container: PROBE_CONTAINER };
  const { podIP = "" } = pod["status"] as { readonly podIP?: string };
  return Object.freeze({
    place,
    address: podIP,
    endpoints: () => endpointCounts(engine, place),
    send: async (batches: readonly RequestBatch[]) => {
      const module = await Deno.readTextFile(new URL("./send_requests.ts", import.meta.url));
      const call = `console.log(JSON.stringify(await sendRequests(${JSON.stringify(batches)})));`;
      const { code, stdout, stderr } = await engine.exec(place, [
        ...["deno", "eval", "--quiet", "--no-config", "--no-lock", "--ext=ts", `${module}\n${call}`],
      ]);
      if (code === 0) return JSON.parse(stdout) as readonly (readonly Answer[])[];
      throw new LabError(`Cannot send requests from "${namespace}/${name}": ${stderr.trim()}`);
    },
  });
}

async function untilReady(api: ClusterApi, pod: KubernetesObject): Promise<KubernetesObject> {
  const end = performance.now() + PATIENCE * 1000;
  while (true) {
    const found = await api.read(pod);
    if (found !== undefined && containersReady(found)) return found;
    if (performance.now() > end) {
      const why = found === undefined
        ? "it is not there"
        : podTrouble(found) ?? "its containers are not ready";
      throw new LabError(`Cannot start the pod "${pod.metadata.namespace}/${pod.metadata.name}": ${why}`);
    }
    await delay(250);
  }
}

async function untilGone(api: ClusterApi, object: KubernetesObject): Promise<void> {
  const end = performance.now() + PATIENCE * 1000;
  while (await api.read(object) !== undefined) {
    if (performance.now() > end) {
      const { namespace = "", name } = object.metadata;
      throw new LabError(`Cannot remove ${object.kind} "${namespace}/${name}": it is still there`);
    }
    await delay(250);
  }
}

/** A pod is refused as long as the controller has not made its account. */
async function untilServiceAccount(api: ClusterApi): Promise<void> {
  const account = {
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: { name: "default", namespace: PROBE_NAMESPACE },
  };
  const end = performance.now() + PATIENCE * 1000;
  while (await api.read(account) === undefined && performance.now() < end) await delay(250);
}
