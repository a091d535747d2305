/** The questions that Prometheus is asked: Istio's standard metrics, as the callers' proxies report them. */

/** What is measured. */
export interface Target {
  /** The service's name; its Deployments are `<service>-stable` and `<service>-canary`. */
  readonly service: string;
  /** Its namespace. */
  readonly namespace: string;
}

/** A version of a service. */
export type Version = "stable" | "canary";

/**
 * What callers saw: only their side knows of timeouts and of connections that never came about. `instance` and `pod`
 * tell proxies apart, so that each counter falls only when its own proxy begins anew.
 */
function selector({ service, namespace }: Target, version: Version): string {
  return `reporter="source",destination_workload="${service}-${version}",` +
    `destination_workload_namespace="${namespace}"`;
}

/** Requests by response code. */
export function requestsQuery(target: Target, version: Version): string {
  return `sum by (instance, pod, response_code) (istio_requests_total{${selector(target, version)}})`;
}

/** Durations in milliseconds by bucket. */
export function durationsQuery(target: Target, version: Version): string {
  const metric = "istio_request_duration_milliseconds_bucket";
  return `sum by (instance, pod, le) (${metric}{${selector(target, version)}})`;
}

/** A custom metric's query with its placeholders filled in. */
export function customQuery(query: string, { service, namespace }: Target, interval: string): string {
  const values: Readonly<Record<string, string>> = { service, namespace, interval, version: "canary" };
  return query.replaceAll(/\{\{\s*(service|namespace|version|interval)\s*\}\}/g, (_, name) => values[name]!);
}
