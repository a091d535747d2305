/** The pieces that queries and rules are made of. */
import type { PrometheusModel, ServiceModel } from "../../model/types.ts";

/** The labels by which Istio's metrics name the Service that was called. */
export const calledService = "destination_service_namespace, destination_service_name";

/**
 * Requests that a server failed at. A failed call of gRPC has the HTTP status 200; which of its own statuses are the
 * server's fault is what OpenTelemetry's conventions say: unknown, deadline exceeded, unimplemented, internal,
 * unavailable, data loss.
 *
 * @param mayBeGrpc Whether there may be such calls; without them the query is half as long. Default: true.
 */
export function failedRequests(selector: string, range: string, mayBeGrpc = true): string {
  const failed = (condition: string) => `rate(istio_requests_total{${selector},${condition}}[${range}])`;
  const http = failed(`response_code=~"5.."`);
  return mayBeGrpc ? `${http} or ${failed(`grpc_response_status=~"2|4|12|13|14|15"`)}` : http;
}

/** The labels that select what is said of a service, whoever says it. */
export function ofService(
  { namespace, serviceName }: Pick<ServiceModel, "namespace" | "serviceName">,
): string {
  return `destination_service_namespace="${namespace}",destination_service_name="${serviceName}"`;
}

const unitSeconds: Readonly<Record<string, number>> = {
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
};

/** How many seconds a length of time lasts, as Prometheus writes it: `15s`, `24h`. */
export function promSeconds(timeSpan: string): number {
  return Number(timeSpan.slice(0, -1)) * unitSeconds[timeSpan.slice(-1)]!;
}

/** The shortest time over which a rate is worth anything: four scrapes, a minute at the least. */
export function rateRange({ scrapeInterval }: Pick<PrometheusModel, "scrapeInterval">): string {
  return `${Math.max(60, 4 * promSeconds(scrapeInterval))}s`;
}
