/**
 * Run by a test for a lab whose control plane is up: brings up a mesh, sends requests through it and prints as JSON
 * what was seen by their client, by Prometheus and by Jaeger.
 *
 * @module
 */

import { withClusterApi } from "../../../lab/argocd/argocd_steps.ts";
import { applyAll } from "../../../lab/argocd/apply_objects.ts";
import type { KubernetesObject } from "../../../lib/kubernetes_object.ts";
import type { ClusterApi } from "../../../lab/argocd/cluster_api.ts";
import { commandInside } from "../../../lab/node/container_place.ts";
import { nodeAgentStep } from "../../../lab/node/node_agent_step.ts";
import { delay } from "../../../lab/process/delay.ts";
import { layoutOf } from "../../../lab/process/layout.ts";
import { processEngine } from "../../../lab/process/process_engine.ts";
import { readInside } from "../../../lab/process/request_inside.ts";
import { tryProgram } from "../../../lab/process/run_program.ts";
import { STEPS } from "../../../lab/process/steps.ts";
import { installIstio, meshObjects } from "./install_istio.ts";
import { CLIENT, OBSERVABILITY, observabilityObjects, SHOP, shopObjects } from "./shop.ts";

const layout = layoutOf((name) => Deno.env.get(name));
const engine = processEngine(layout, { steps: [...STEPS, nodeAgentStep("echo")] });
const begin = performance.now();
const say = (words: string) => console.log(`${((performance.now() - begin) / 1000).toFixed(1)} s ${words}`);

async function until<T>(what: string, seconds: number, look: () => Promise<T | undefined>): Promise<T> {
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    const found = await look();
    if (found !== undefined) return found;
    await delay(200);
  }
  throw new Error(`it never happened that ${what}`);
}

async function ask<T>(
  namespace: string,
  name: string,
  port: number,
  path: string,
  init?: RequestInit,
): Promise<T> {
  await using way = await engine.reach({ kind: "service", namespace, name, port });
  const response = await fetch(`http://127.0.0.1:${way.port}${path}`, init);
  return await response.json() as T;
}

async function untilReady(api: ClusterApi, namespace: string): Promise<void> {
  await until(`all Deployments in "${namespace}" are ready`, 120, async () => {
    const all = await api.list({ apiVersion: "apps/v1", kind: "Deployment" }, namespace);
    const ready = all.every(({ status, spec }) =>
      (status as { readyReplicas?: number }).readyReplicas === (spec as { replicas: number }).replicas
    );
    return ready && all.length > 0 ? true : undefined;
  });
}

async function podOf(app: string): Promise<string> {
  const path = `/api/v1/namespaces/${CLIENT}/pods?labelSelector=app%3D${app}`;
  const { items } = await readInside(layout, path) as { items: readonly { metadata: { name: string } }[] };
  return items[0]?.metadata.name ?? "";
}

interface Answer {
  readonly version: string;
  readonly upstreams?: readonly { readonly status: number; readonly body: Answer }[];
}

/** The backend's version, and the status that its caller had of it. */
async function throughMesh(headers: Readonly<Record<string, string>> = {}): Promise<string> {
  const client = await ask<Answer>(CLIENT, "client", 8080, "/", { headers });
  const backend = client.upstreams?.[0]?.body.upstreams?.[0];
  return `${backend?.body.version} ${backend?.status}`;
}

type Metric = Readonly<Record<string, string>>;

/** What Prometheus answers to a query: labels and value of each series. */
async function query(text: string): Promise<readonly (readonly [Metric, number])[]> {
  interface Result {
    readonly data: {
      readonly result: readonly { readonly metric: Metric; readonly value: [number, string] }[];
    };
  }
  const path = `/api/v1/query?query=${encodeURIComponent(text)}`;
  const { data } = await ask<Result>(OBSERVABILITY, "prometheus", 9090, path);
  return data.result.map(({ metric, value: [, value] }) => [metric, Number(value)]);
}

/** Counts by reporter, and by the backend's version and status. */
async function countsOf(metric: string): Promise<Readonly<Record<string, Readonly<Record<string, number>>>>> {
  const counts: Record<string, Record<string, number>> = {};
  const labels = "reporter, destination_version, response_code";
  for (
    const [of, value] of await query(`sum by (${labels}) (${metric}{destination_service_name="backend"})`)
  ) {
    (counts[of["reporter"] ?? ""] ??= {})[`${of["destination_version"]} ${of["response_code"]}`] = value;
  }
  return counts;
}

interface Trace {
  readonly data: readonly {
    readonly spans: readonly {
      readonly processID: string;
      readonly tags: readonly { key: string; value: unknown }[];
    }[];
    readonly processes: Readonly<Record<string, { readonly serviceName: string }>>;
  }[];
}

/** Who told of the spans of a trace, and of which direction. */
async function spansOf(trace: string): Promise<readonly string[]> {
  const { data } = await ask<Trace>(OBSERVABILITY, "jaeger-query", 16686, `/api/traces/${trace}`);
  return (data ?? []).flatMap(({ spans, processes }) =>
    spans.map(({ processID, tags }) => {
      const kind = tags.find(({ key }) => key === "span.kind")?.value;
      return `${processes[processID]?.serviceName} ${kind}`;
    })
  ).sort();
}

await engine.up({ onProgress: ({ step, detail, state }) => state === "begun" || say(`${step} ${detail}`) });
await withClusterApi(layout, async (api) => {
  await installIstio(api, layout);
  await untilReady(api, "istio-system");
  say("istiod is ready");
  await applyAll(api, await meshObjects());
  const objects = [...observabilityObjects(), ...shopObjects()];
  const isFirst = ({ kind }: KubernetesObject) => kind === "Namespace" || kind === "ServiceAccount";
  for (const object of objects.filter(isFirst)) await api.apply(object);
  await applyAll(api, objects.filter((object) => !isFirst(object)));
  for (const namespace of [SHOP, CLIENT, OBSERVABILITY]) await untilReady(api, namespace);
  say("the mesh is ready");
});

const client: Record<string, number> = {};
const send = async (count: number, headers: Readonly<Record<string, string>> = {}) => {
  for (let sent = 0; sent < count; sent++) {
    const result = await throughMesh(headers);
    client[result] = (client[result] ?? 0) + 1;
  }
};
await send(40);
await send(20, { "x-fault": "backend@canary:status=503" });
say(`sent ${JSON.stringify(client)}`);

// What no backend answered, its caller's proxy did: only that can count it, and it knows of no version.
const answered = Object.entries(client).filter(([result]) => !result.startsWith("undefined"));
const asClient = {
  source: Object.fromEntries(
    Object.entries(client).map(([result, count]) => [result.replace("undefined", "unknown"), count]),
  ),
  destination: Object.fromEntries(answered),
};
const expected = JSON.stringify(sorted(asClient));
const agrees = async (metric: string) =>
  await until(`${metric} is what the client saw: ${expected}`, 30, async () => {
    const counts = sorted(await countsOf(metric));
    if (JSON.stringify(counts) === expected) return counts;
    last = JSON.stringify(counts);
    return undefined;
  }).catch((error: Error) => `${error.message}; it was ${last}`);
let last = "";

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort().map(([key, inner]) => [key, sorted(inner)]));
}

const counted = await agrees("istio_requests_total");
const timed = await agrees("istio_request_duration_milliseconds_count");
const series = async (reporter: string) => {
  const text =
    `istio_requests_total{reporter="${reporter}",destination_version="canary",response_code="503"}`;
  const [[labels] = []] = await query(text);
  const { instance: _, pod: __, job: ___, ...rest } = labels ?? {};
  return rest;
};
const source = await series("source");
const destination = await series("destination");
const buckets = (await query(
  'sum by (le) (istio_request_duration_milliseconds_bucket{destination_service_name="ml",reporter="source"})',
)).map(([{ le = "" }]) => le);

// To an address that no Service has: the mesh lets nothing out that is not declared.
const place = { namespace: CLIENT, pod: await podOf("client"), container: "app" };
const outside = 'console.log((await fetch("http://192.0.2.1:8080/")).status)';
const { stdout } = await tryProgram(await commandInside(layout, place, ["deno", "eval", outside]));
const refused = await until("a refused request is counted", 30, async () => {
  const [[labels] = []] = await query('istio_requests_total{destination_service_name="BlackHoleCluster"}');
  return labels;
}).catch(() => undefined);
const blackHole = [
  stdout.trim(),
  refused?.["response_code"],
  refused?.["destination_service"],
  refused?.["source_workload"],
];

const id = "4bf92f3577b34da6a3ce929d0e0e4736";
await throughMesh({ traceparent: `00-${id}-00f067aa0ba902b7-01` });
const HOPS = 6;
const spans = await until("the trace has all its spans", 30, async () => {
  const found = await spansOf(id);
  return found.length >= HOPS ? found : undefined;
}).catch(async () => await spansOf(id));
const grafana = await ask<{ standIn: boolean }>(OBSERVABILITY, "grafana", 3000, "/api/health");
const result = {
  client: sorted(asClient),
  counted,
  timed,
  source,
  destination,
  buckets,
  spans,
  grafana: grafana.standIn,
  blackHole,
};
console.log(JSON.stringify(result));
Deno.exit(0);
