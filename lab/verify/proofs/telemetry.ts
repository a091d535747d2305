import type { ClusterModel } from "../../../lib/model/types.ts";
import { LabError } from "../../lab_error.ts";
import { waitFor } from "../wait_for.ts";
import { delay } from "../../process/delay.ts";
import { sendToGateway } from "../gateway_client.ts";
import { type Hop, hopsOf } from "../hops.ts";
import { type Span, traceSpans } from "../jaeger.ts";
import { journeyFrom } from "../journeys.ts";
import { measureHops } from "../measure_hops.ts";
import { count } from "../numbers_text.ts";
import { type PrometheusClient, prometheusClient, type Sample } from "../prometheus.ts";
import type { Finding, Proof, ProofContext } from "../proof.ts";
import {
  judgeHopCounts,
  judgeHopTrace,
  type ReportedCount,
  type TracedHop,
} from "../telemetry_judgements.ts";

/** Requests that are counted. */
const REQUESTS = 300;

/** Requests under way at once. */
const PARALLEL = 8;

/** Seconds until spans that have not arrived, and counts that have not been scraped, are given up. */
const PATIENCE = 90;

/** Seconds after which a proxy tells of a request, at the latest. */
const PROXY_LAG = 1;

/** Milliseconds between two looks. */
const PAUSE = 1000;

/** One request is one trace with both ends of every hop; Prometheus counts every request at both ends. */
export const TELEMETRY: Proof = Object.freeze({
  name: "telemetry",
  title: "one request is one trace with every hop, and Prometheus counts each tier and version",
  run: telemetry,
});

async function telemetry(context: ProofContext): Promise<readonly Finding[]> {
  const hops = hopsOf(context.cluster);
  const { observability } = context.cluster;
  if (observability === undefined) {
    throw new LabError("Cannot look for metrics: the cluster has no Prometheus");
  }
  const traces = observability.jaeger === undefined ? [] : await findTraces(context, hops);
  await using prometheus = await prometheusClient(context.engine);
  return [...traces, ...await compareCounts(context, hops, prometheus), ...await askHealth(prometheus)];
}

async function findTraces(context: ProofContext, hops: readonly Hop[]): Promise<readonly Finding[]> {
  const { engine, cluster, tell } = context;
  const findings: Finding[] = [];
  for (const { exposure, callee } of hops) {
    if (exposure === undefined) continue;
    const id = randomHexadecimal(16);
    const journey = await journeyFrom(callee, exposure);
    const headers = { ...journey.headers, traceparent: `00-${id}-${randomHexadecimal(8)}-01` };
    const { counts } = await measureHops(
      context,
      hops,
      () => sendToGateway(engine, cluster, exposure, [{ ...journey, headers }]),
    );
    const passed = hops.filter(({ name }) => (counts.get(name)?.total ?? 0) > 0);
    tell(`the trace ${id}`);
    const judge = (spans: readonly Span[]) =>
      passed.map((hop) => judgeHopTrace(tracedHop(cluster, hop), spans));
    findings.push(
      ...await eventually(async () => judge(await traceSpans(engine, id))),
      ...hops.filter((hop) => !passed.includes(hop)).map(({ name }) => ({
        passed: false,
        text: `${name}: the request to ${exposure.host} did not lead along it`,
      })),
    );
  }
  return findings;
}

/** Sidecars report as `<app>.<namespace>`. */
function tracedHop({ gateway }: ClusterModel, { name, client, callee }: Hop): TracedHop {
  return {
    name,
    client: client === undefined
      ? `${gateway.name}.${gateway.namespace}`
      : `${client.name}.${client.namespace}`,
    callee: `${callee.name}.${callee.namespace}`,
  };
}

async function compareCounts(
  context: ProofContext,
  hops: readonly Hop[],
  prometheus: PrometheusClient,
): Promise<readonly Finding[]> {
  const { engine, cluster, tell } = context;
  tell("Prometheus looks at everything before it is counted");
  await nextScrape(prometheus);
  const before = new Map(
    await Promise.all(hops.map(async (hop) => [hop, await reported(prometheus, cluster, hop)] as const)),
  );
  const { counts } = await measureHops(context, hops, async () => {
    for (const { exposure, callee } of hops) {
      if (exposure === undefined) continue;
      tell(`${count(REQUESTS)} requests for ${exposure.host}`);
      const request = {
        ...await journeyFrom(callee, exposure),
        count: REQUESTS,
        parallel: PARALLEL,
        keep: 0,
      };
      await sendToGateway(engine, cluster, exposure, [request]);
    }
  });
  tell("and after");
  await nextScrape(prometheus);
  return await Promise.all(hops.map(async (hop) => {
    const earlier = before.get(hop) ?? [];
    const now = await reported(prometheus, cluster, hop);
    const grown = now.map((each, index) => ({
      ...each,
      requests: each.requests - (earlier[index]?.requests ?? 0),
    }));
    return judgeHopCounts(hop.name, counts.get(hop.name), grown);
  }));
}

/** Waits until every target was looked at after now. */
async function nextScrape(prometheus: PrometheusClient): Promise<void> {
  const begin = Date.now() / 1000;
  const look = async () => {
    const [oldest] = await prometheus.query("min(timestamp(up))");
    return oldest !== undefined && oldest.value > begin + PROXY_LAG ? true : undefined;
  };
  await waitFor("Prometheus to look at every target", look, PATIENCE);
}

const REPORTERS = ["source", "destination"] as const;
const VERSIONS = ["stable", "canary"] as const;

/** What Prometheus has of a hop, always in the same order. */
async function reported(
  prometheus: PrometheusClient,
  { gateway }: ClusterModel,
  hop: Hop,
): Promise<readonly ReportedCount[]> {
  const { client, callee } = hop;
  const from = client === undefined
    ? `source_workload_namespace="${gateway.namespace}"`
    : `source_app="${client.name}"`;
  const samples = await prometheus.query(
    "sum by (reporter, destination_version) (istio_requests_total{" +
      `${from},destination_service_name="${callee.serviceName}",` +
      `destination_service_namespace="${callee.namespace}"})`,
  );
  return REPORTERS.flatMap((reporter) =>
    VERSIONS.map((version) => ({ reporter, version, requests: valueOf(samples, reporter, version) }))
  );
}

function valueOf(samples: readonly Sample[], reporter: string, version: string): number {
  const found = samples.find(({ labels }) =>
    labels["reporter"] === reporter && labels["destination_version"] === version
  );
  return found?.value ?? 0;
}

async function askHealth(prometheus: PrometheusClient): Promise<readonly Finding[]> {
  const down = await prometheus.query("up == 0");
  const up = await prometheus.query("up == 1");
  const { count: rules, failed } = await prometheus.rules();
  const name = ({ labels }: Sample) => `${labels["namespace"] ?? ""}/${labels["pod"] ?? ""}`;
  return [
    {
      passed: down.length === 0 && up.length > 0,
      text: down.length === 0
        ? `all ${count(up.length)} targets answer Prometheus`
        : `${count(down.length)} targets don't answer Prometheus: ${down.map(name).join(", ")}`,
      numbers: { up: up.length, down: down.length },
    },
    {
      passed: failed.length === 0 && rules > 0,
      text: failed.length === 0
        ? `all ${count(rules)} rules are evaluated`
        : `rules fail: ${failed.map((rule) => `${rule.name}: ${rule.error}`).join("; ")}`,
      numbers: { rules, failed: failed.length },
    },
  ];
}

/** Judges again until everything has passed, or patience has ended. */
async function eventually(judge: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> {
  const end = performance.now() + PATIENCE * 1000;
  while (true) {
    const findings = await judge();
    if (findings.every(({ passed }) => passed) || performance.now() > end) return findings;
    await delay(PAUSE);
  }
}

function randomHexadecimal(bytes: number): string {
  return Array.from(
    crypto.getRandomValues(new Uint8Array(bytes)),
    (byte) => byte.toString(16).padStart(2, "0"),
  )
    .join("");
}
