import { randomBytes, randomUUID } from "node:crypto";

/** The headers that every tier hands on as they came. */
export const FORWARDED = ["traceparent", "tracestate", "baggage", "x-request-id", "x-canary"] as const;

const TRACEPARENT = /^[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}/;

/** The trace id of `traceparent`, as W3C Trace Context spells it; empty without a valid one. */
export function traceId(traceparent: string | null | undefined): string {
  return TRACEPARENT.exec(traceparent ?? "")?.[1] ?? "";
}

/**
 * The headers for the next tier. In the mesh the sidecar has made a trace and a request id; without it they begin
 * here.
 */
export function forwardedHeaders(incoming: Headers): Headers {
  const outgoing = new Headers();
  for (const name of FORWARDED) {
    const value = incoming.get(name);
    if (value !== null) outgoing.set(name, value);
  }
  if (traceId(outgoing.get("traceparent")) === "") {
    outgoing.set("traceparent", `00-${randomBytes(16).toString("hex")}-${randomBytes(8).toString("hex")}-01`);
    outgoing.delete("tracestate");
  }
  if (!outgoing.has("x-request-id")) outgoing.set("x-request-id", randomUUID());
  return outgoing;
}
