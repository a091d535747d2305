/** All services at a glance. */
import { calledService, failedRequests } from "../promql.ts";
import { dashboardText, lines, number } from "./panels.ts";

/** The dashboard that people see first. */
export function meshDashboard(range: string): string {
  const seen = `reporter="source"`;
  const requests = `istio_requests_total{${seen}}`;
  const all = `sum(rate(${requests}[${range}]))`;
  const byService = `sum by (${calledService}) (rate(${requests}[${range}]))`;
  const name = "{{destination_service_name}}.{{destination_service_namespace}}";
  const failed = `sum by (${calledService}) (${failedRequests(seen, range)})`;
  const duration = `istio_request_duration_milliseconds_bucket{${seen}}`;
  return dashboardText({
    uid: "mesh",
    title: "Mesh",
    tags: ["platform"],
    panels: [
      number({ title: "Requests", unit: "reqps", queries: [{ expr: all, legend: "requests" }] }),
      number({
        title: "Without an error of the server",
        unit: "percentunit",
        queries: [{
          expr: `1 - (sum(${failedRequests(seen, range)}) or vector(0)) / ${all}`,
          legend: "success",
        }],
      }),
      number({
        title: "99 of 100 are faster than",
        unit: "ms",
        queries: [{
          expr: `histogram_quantile(0.99, sum by (le) (rate(${duration}[${range}])))`,
          legend: "p99",
        }],
      }),
      number({
        title: "By mutual TLS",
        description: "As the pods that were called saw it.",
        unit: "percentunit",
        queries: [{
          expr:
            `sum(rate(istio_requests_total{reporter="destination",connection_security_policy="mutual_tls"}[${range}])) ` +
            `/ sum(rate(istio_requests_total{reporter="destination"}[${range}]))`,
          legend: "mutual TLS",
        }],
      }),
      lines({
        title: "Requests",
        unit: "reqps",
        min: 0,
        queries: [{ expr: `topk(10, ${byService})`, legend: name }],
      }),
      lines({
        title: "Errors of the server",
        unit: "percentunit",
        min: 0,
        queries: [{ expr: `topk(10, (${failed} or ${byService} * 0) / ${byService})`, legend: name }],
      }),
      lines({
        title: "99 of 100 are faster than",
        unit: "ms",
        min: 0,
        queries: [{
          expr:
            `topk(10, histogram_quantile(0.99, sum by (${calledService}, le) (rate(${duration}[${range}]))))`,
          legend: name,
        }],
      }),
      lines({
        title: "Budgets: how fast they are spent",
        description: "1 uses a budget up in just 30 days; an alert pages at 14.4.",
        unit: "short",
        min: 0,
        queries: [{
          expr:
            `topk(10, service:slo_errors:ratio_rate1h / on (slo, ${calledService}) group_left (service) ` +
            "(1 - service:slo:objective))",
          legend: "{{service}} {{slo}}",
        }],
      }),
      lines({
        title: "Share of the canaries",
        unit: "percentunit",
        min: 0,
        queries: [{
          expr:
            `sum by (${calledService}) (rate(istio_requests_total{reporter="destination",destination_version="canary"}[${range}])) ` +
            `/ sum by (${calledService}) (rate(istio_requests_total{reporter="destination"}[${range}]))`,
          legend: name,
        }],
      }),
      lines({
        title: "Through the gateway",
        unit: "reqps",
        min: 0,
        queries: [{
          expr:
            `sum by (response_code) (rate(istio_requests_total{${seen},source_workload="istio-ingress"}[${range}]))`,
          legend: "{{response_code}}",
        }],
      }),
    ],
  });
}
