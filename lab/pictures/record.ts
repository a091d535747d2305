/**
 * Measures what the pictures show in a lab that runs, and writes `recorded/`.
 *
 * Arguments: `trace`; or `canary <service> <from> <to> <moves>`, between whose times, in seconds since the epoch,
 * requests went on, and whose moves are `<time>:<weight>,…`, the first of them at `<from>`.
 *
 * @module
 */

import type { Engine } from "../engine.ts";
import { PAGES } from "../commands/open.ts";
import { LabError } from "../lab_error.ts";
import { delay } from "../process/delay.ts";
import { layoutOf } from "../process/layout.ts";
import { processLab } from "../process_lab.ts";
import { journeyFrom } from "../verify/journeys.ts";
import { sendRequests } from "../verify/send_requests.ts";
import type { MeasuredCanary } from "./canary_picture.ts";
import { type JaegerTrace, measuredTrace } from "./measured_trace.ts";
import type { MeasuredTrace } from "./trace_picture.ts";

/** Where requests from outside come in. */
const GATEWAY = { kind: "service", namespace: "istio-ingress", name: "istio-ingress", port: 80 } as const;

/** Seconds between two points. */
const STEP = 5;

/** The proxies report spans together, at the latest after so many milliseconds. */
const SPANS_LAG = 8000;

/** The upload of a picture by way of the canaries. */
async function recordTrace(engine: Engine): Promise<MeasuredTrace> {
  const host = "frontend.local";
  const upload = await journeyFrom({ versions: [{ image: "3rvision/frontend" }] }, { paths: ["/"] });
  const headers = { ...upload.headers, "x-canary": "true" };
  await using way = await engine.reach(GATEWAY);
  const { hostname, port } = way;
  const [[answer] = []] = await sendRequests([{ ...upload, hostname, port, host, headers }]);
  const { traceId } = JSON.parse(answer?.body ?? "{}") as { readonly traceId?: string };
  if (traceId === undefined) throw new LabError(`Cannot find the trace: the answer is ${answer?.status}`);
  await delay(SPANS_LAG);
  const { data } = await ask(engine, "jaeger", `/api/traces/${traceId}`) as { readonly data: [JaegerTrace] };
  return measuredTrace(data[0], `POST ${host}${upload.path} with x-canary: true`);
}

async function recordCanary(engine: Engine, words: readonly string[]): Promise<MeasuredCanary> {
  const [service = "", from = "", to = "", moved = ""] = words;
  const which = `reporter="source",destination_service_name="${service}-service"`;
  const perVersion = async (query: string) => {
    const parameters = new URLSearchParams({ query, start: from, end: to, step: String(STEP) });
    const { data } = await ask(engine, "prometheus", `/api/v1/query_range?${parameters}`) as Matrix;
    const of = (version: string) => {
      const values = data.result.find(({ metric }) => metric["destination_version"] === version)?.values;
      const known = new Map(values);
      return Array.from({ length: Math.floor((Number(to) - Number(from)) / STEP) + 1 }, (_, index) => {
        const value = Number(known.get(Number(from) + index * STEP) ?? NaN);
        return Number.isFinite(value) ? Math.round(value * 1000) / 1000 : null;
      });
    };
    return { stable: of("stable"), canary: of("canary") };
  };
  const rates = await perVersion(`sum by (destination_version) (rate(istio_requests_total{${which}}[45s]))`);
  const buckets = `rate(istio_request_duration_milliseconds_bucket{${which}}[45s])`;
  return {
    ...{ service, step: STEP },
    rates: {
      stable: rates.stable.map((rate) => rate ?? 0),
      canary: rates.canary.map((rate) => rate ?? 0),
    },
    latencies: await perVersion(`histogram_quantile(0.95, sum by (destination_version, le) (${buckets}))`),
    moves: moved.split(",").map((move) => {
      const [at, weight] = move.split(":").map(Number);
      return { at: (at ?? 0) - Number(from), weight: weight ?? 0 };
    }),
  };
}

interface Matrix {
  readonly data: {
    readonly result: readonly {
      readonly metric: Readonly<Record<string, string>>;
      readonly values: readonly (readonly [number, string])[];
    }[];
  };
}

async function ask(engine: Engine, page: "jaeger" | "prometheus", path: string): Promise<unknown> {
  const found = PAGES[page];
  if (found === undefined) throw new LabError(`Cannot find the page "${page}"`);
  await using way = await engine.reach(found.target);
  const response = await fetch(`http://${way.hostname}:${way.port}${path}`);
  return await response.json();
}

if (import.meta.main) {
  const [what, ...words] = Deno.args;
  const engine = processLab(layoutOf((name) => Deno.env.get(name)));
  const recorded = what === "trace" ? await recordTrace(engine) : await recordCanary(engine, words);
  const path = new URL(`./recorded/${what === "trace" ? "trace" : "canary"}.json`, import.meta.url);
  await Deno.writeTextFile(path, `${JSON.stringify(recorded)}\n`);
  Deno.exit(0);
}
