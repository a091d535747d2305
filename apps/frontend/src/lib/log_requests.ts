import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import { log } from "./log";
import { settings } from "./settings";
import { traceId } from "./trace";

/** Paths that nobody wants a line for. */
const QUIET = /^\/(api\/(healthz|readyz)|_next\/|samples\/|icon)/;

/** Logs every request of this process with its status, duration and trace. A setting that cannot be read ends it. */
export function logRequests(): void {
  try {
    settings();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(2);
  }
  const begins = new WeakMap<IncomingMessage, number>();
  subscribe("http.server.request.start", (message) => {
    begins.set((message as { request: IncomingMessage }).request, performance.now());
  });
  subscribe("http.server.response.finish", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    const path = (request.url ?? "").split("?")[0] ?? "";
    const begin = begins.get(request);
    if (begin === undefined || QUIET.test(path)) return;
    const one = (name: string) => String(request.headers[name] ?? "");
    log("info", "request", {
      method: request.method,
      path,
      status: response.statusCode,
      duration_ms: Math.round((performance.now() - begin) * 10) / 10,
      trace_id: traceId(one("traceparent")),
      request_id: one("x-request-id"),
    });
  });
}
