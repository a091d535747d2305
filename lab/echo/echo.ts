import { type Fault, faultFor, type Identity } from "./fault.ts";
import { forwardedHeaders } from "./forwarded_headers.ts";

/** What an echo program is and calls. */
export interface EchoSettings extends Identity {
  /** The URLs it asks before it answers, by the names of their variables. */
  readonly upstreams: ReadonlyMap<string, string>;
  /** Faults of every request, see {@linkcode faultFor}. */
  readonly fault: string;
  /** Milliseconds until an upstream that does not answer is given up. */
  readonly patience: number;
}

/** What an echo program answers, as JSON. */
export interface EchoAnswer extends Identity {
  readonly path: string;
  readonly method: string;
  /** Those it forwards. */
  readonly headers: Readonly<Record<string, string>>;
  /** The answers of what it called. */
  readonly upstreams: readonly UpstreamAnswer[];
}

/** What came of one call. */
export interface UpstreamAnswer {
  readonly url: string;
  /** 0 if there was no answer. */
  readonly status: number;
  /** What it answered: JSON as such, otherwise text, or why there is none. */
  readonly body: unknown;
}

/** Paths that say how the program fares; they are always answered at once. */
const HEALTH = /\/(healthz|readyz|livez|startupz|health|ready|live|-\/(healthy|ready))$/;

/** The path of metrics for Prometheus. */
const METRICS = "/metrics";

/** The path by which the answer of {@linkcode HEALTH} is set: `POST /echo/health?status=503`. */
const SET_HEALTH = "/echo/health";

/** The handler of an echo program. */
export function echo(settings: EchoSettings): (request: Request) => Promise<Response> {
  const { service, version, pod } = settings;
  const counts = new Map<string, number>();
  let health = 200;

  return async (request) => {
    const { pathname, search, searchParams } = new URL(request.url);
    if (pathname === SET_HEALTH && request.method === "POST") {
      health = Number(searchParams.get("status") ?? 200);
      return json({ service, version, pod, health });
    }
    if (pathname === METRICS) return metrics(settings);
    if (HEALTH.test(pathname)) return json({ service, version, pod }, health);
    const headers = forwardedHeaders(request.headers);
    const fault = faultOf(settings, request);
    if (typeof fault === "string") return json({ service, version, pod, error: fault }, 400);
    if (fault !== undefined && isDue(fault, counts, headers.get("x-request-id") ?? "")) {
      if (fault.delay > 0) await new Promise((resolve) => setTimeout(resolve, fault.delay * 1000));
      if (fault.status !== undefined && Math.random() < fault.share) {
        return json({ service, version, pod, fault: "as asked for" }, fault.status);
      }
    }
    const upstreams = await Promise.all(
      [...settings.upstreams.values()].map((url) => ask(url, headers, settings.patience)),
    );
    const answer: EchoAnswer = {
      ...{ service, version, pod, path: pathname + search, method: request.method },
      ...{ headers: Object.fromEntries(headers), upstreams },
    };
    return json(answer, upstreams.every(({ status }) => status >= 200 && status < 400) ? 200 : 502);
  };
}

function faultOf({ fault, ...identity }: EchoSettings, { headers }: Request): Fault | string | undefined {
  try {
    return faultFor(headers.get("x-fault") ?? "", identity) ?? faultFor(fault, identity);
  } catch (error) {
    if (error instanceof TypeError) return error.message;
    throw error;
  }
}

function isDue({ times }: Fault, counts: Map<string, number>, id: string): boolean {
  if (times === Infinity) return true;
  const count = (counts.get(id) ?? 0) + 1;
  counts.set(id, count);
  return count <= times;
}

async function ask(url: string, headers: Headers, patience: number): Promise<UpstreamAnswer> {
  try {
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(patience) });
    const text = await response.text();
    return { url, status: response.status, body: parsed(text) };
  } catch (error) {
    return { url, status: 0, body: error instanceof Error ? error.message : String(error) };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function metrics({ service, version, pod }: Identity): Response {
  const labels = Object.entries({ service, version, pod })
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(",");
  const text = [
    "# HELP echo_info What the echo program stands for.",
    "# TYPE echo_info gauge",
    `echo_info{${labels}} 1`,
  ].join("\n");
  return new Response(`${text}\n`, { headers: { "content-type": "text/plain; version=0.0.4" } });
}

function json(body: unknown, status = 200): Response {
  return Response.json(body, { status, headers: { "cache-control": "no-store" } });
}
