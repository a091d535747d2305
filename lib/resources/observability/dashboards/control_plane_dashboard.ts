/** Istiod, what it tells the proxies, and who watches it. */
import { dashboardText, lines, number } from "./panels.ts";

/** The dashboard of the control plane. */
export function controlPlaneDashboard(range: string): string {
  const istiod = `{job="pods",app="istiod"}`;
  const each = (metric: string, by: string) => `sum by (${by}) (rate(${metric}${istiod}[${range}]))`;
  const orNothing = (expr: string) => `${expr} or vector(0)`;
  return dashboardText({
    uid: "control-plane",
    title: "Control plane",
    tags: ["platform"],
    panels: [
      number({
        title: "istiod",
        unit: "short",
        queries: [{ expr: `sum(up${istiod})`, legend: "pods that answer" }],
      }),
      number({
        title: "Proxies connected",
        unit: "short",
        queries: [{ expr: `sum(pilot_xds${istiod})`, legend: "proxies" }],
      }),
      number({
        title: "Services known",
        unit: "short",
        queries: [{ expr: `max(pilot_services${istiod})`, legend: "services" }],
      }),
      number({
        title: "Targets that don't answer",
        unit: "short",
        queries: [{ expr: "sum(up == bool 0)", legend: "targets" }],
      }),
      lines({
        title: "Pushes",
        unit: "ops",
        min: 0,
        queries: [{ expr: each("pilot_xds_pushes", "type"), legend: "{{type}}" }],
      }),
      lines({
        title: "From a change to the proxies",
        unit: "s",
        min: 0,
        queries: ["0.5", "0.99"].map((quantile) => ({
          expr: `histogram_quantile(${quantile}, ${each("pilot_proxy_convergence_time_bucket", "le")})`,
          legend: `quantile ${quantile}`,
        })),
      }),
      lines({
        title: "Refused",
        unit: "ops",
        min: 0,
        queries: [
          { expr: orNothing(each("pilot_total_xds_rejects", "type")), legend: "by proxies {{type}}" },
          {
            expr: orNothing(each("galley_validation_failed", "reason")),
            legend: "by the webhook {{reason}}",
          },
          {
            expr: orNothing(`sum(rate(sidecar_injection_failure_total${istiod}[${range}]))`),
            legend: "injections",
          },
        ],
      }),
      lines({
        title: "Memory",
        unit: "bytes",
        min: 0,
        queries: [{
          expr:
            `sum by (app, pod) (process_resident_memory_bytes{job="pods",app=~"istiod|prometheus|jaeger"})`,
          legend: "{{pod}}",
        }],
      }),
      lines({
        title: "Processor",
        unit: "short",
        min: 0,
        queries: [{
          expr:
            `sum by (app, pod) (rate(process_cpu_seconds_total{job="pods",app=~"istiod|prometheus|jaeger"}[${range}]))`,
          legend: "{{pod}}",
        }],
      }),
      lines({
        title: "Metrics that Prometheus keeps",
        unit: "short",
        min: 0,
        queries: [{ expr: `prometheus_tsdb_head_series{job="pods",app="prometheus"}`, legend: "series" }],
      }),
    ],
  });
}
