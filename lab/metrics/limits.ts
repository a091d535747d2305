/** What metrics in a lab of processes can't show, a sentence each; for an engine's `limits`. */
export const METRICS_LIMITS: readonly string[] = Object.freeze([
  "the stock Envoy counts requests in place of Istio's own build of it: istio_requests_total and " +
  "istio_request_duration_milliseconds are there with Istio's labels and buckets, Istio's other metrics are not",
  "what a Telemetry object says about single metrics and their labels is not followed",
  "Grafana is a stand-in that draws nothing",
]);
