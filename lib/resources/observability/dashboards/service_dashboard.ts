/** One service: what it does and what it promises, its canary beside stable. */
import { durationSeconds } from "../../../model/duration.ts";
import type { CanaryModel, ServiceModel } from "../../../model/types.ts";
import { contentHash } from "../../content_hash.ts";
import { failedRequests, ofService } from "../promql.ts";
import { dashboardText, lines, type Query } from "./panels.ts";

/** The fields that a dashboard shows. */
export type Shown = Pick<ServiceModel, "name" | "namespace" | "serviceName" | "ports" | "slo" | "canary">;

/** Stand for the names in what services with the same policies share; no name has such characters. */
const placeholder = { name: "⟦name⟧", namespace: "⟦namespace⟧", serviceName: "⟦service⟧", uid: "⟦uid⟧" };

/**
 * Most of a dashboard is the same for services with the same promise and the same canary policy, so that is built once
 * and the names are put in: building one costs a hundred times as much. One entry for each set of policies.
 */
const shapes = new Map<string, string>();

/** More than a catalogue has of different policies, in which case they are simply built anew. */
const mostShapes = 1000;

/** The address of a service's dashboard, below `/d/`. Grafana takes at most 40 characters. */
export function dashboardUid(name: string): string {
  const uid = `service-${name}`;
  return uid.length <= 40 ? uid : `service-${contentHash(name)}`;
}

/** The text of a service's dashboard. */
export function serviceDashboard(service: Shown, range: string): string {
  const { name, namespace, serviceName, slo, canary } = service;
  const key = JSON.stringify([range, slo, canary?.weight, canary?.analysis, mayBeGrpc(service)]);
  let shape = shapes.get(key);
  if (shape === undefined) {
    shape = build({ ...service, ...placeholder }, range);
    if (shapes.size >= mostShapes) shapes.clear();
    shapes.set(key, shape);
  }
  return shape.replaceAll(placeholder.namespace, namespace).replaceAll(placeholder.serviceName, serviceName)
    .replaceAll(placeholder.uid, dashboardUid(name)).replaceAll(placeholder.name, name);
}

function mayBeGrpc({ ports }: Pick<Shown, "ports">): boolean {
  return ports.some(({ protocol }) => protocol === "grpc" || protocol === "http2");
}

function build(service: Shown, range: string): string {
  const { canary, slo } = service;
  const of = ofService(service);
  const answered = `reporter="destination",${of}`;
  const byVersion = `sum by (destination_version) (rate(istio_requests_total{${answered}}[${range}]))`;
  const failed = `sum by (destination_version) (${failedRequests(answered, range, mayBeGrpc(service))})`;
  const quantile = (share: number) =>
    `histogram_quantile(${share}, sum by (destination_version, le) ` +
    `(rate(istio_request_duration_milliseconds_bucket{${answered}}[${range}])))`;
  const version = "{{destination_version}}";
  const bounds = canaryBounds(canary);
  return dashboardText({
    uid: placeholder.uid,
    title: service.name,
    tags: ["service"],
    panels: [
      lines({ title: "Requests", unit: "reqps", min: 0, queries: [{ expr: byVersion, legend: version }] }),
      lines({
        title: "Errors of the server",
        unit: "percentunit",
        min: 0,
        queries: [
          { expr: `(${failed} or ${byVersion} * 0) / ${byVersion}`, legend: version },
          ...bounds.errors,
        ],
      }),
      lines({
        title: "Latency",
        unit: "ms",
        min: 0,
        queries: [
          { expr: quantile(0.5), legend: `half, ${version}` },
          { expr: quantile(0.99), legend: `99 of 100, ${version}` },
          ...(slo?.latency === undefined ? [] : [{
            expr: `vector(${slo.latency.milliseconds})`,
            legend: `promised for ${slo.latency.objective} %`,
          }]),
          ...bounds.latency,
        ],
      }),
      ...(canary === undefined ? [] : [lines({
        title: "Share of the canary",
        description: "Forced routes add to the weight.",
        unit: "percentunit",
        min: 0,
        queries: [
          {
            expr:
              `(sum(rate(istio_requests_total{${answered},destination_version="canary"}[${range}])) or vector(0)) ` +
              `/ sum(rate(istio_requests_total{${answered}}[${range}]))`,
            legend: "measured",
          },
          { expr: `vector(${canary.weight / 100})`, legend: "weight" },
        ],
      })]),
      lines({
        title: "Who calls",
        unit: "reqps",
        min: 0,
        queries: [{
          expr:
            `sum by (source_workload, response_code) (rate(istio_requests_total{reporter="source",${of}}[${range}]))`,
          legend: "{{source_workload}} {{response_code}}",
        }],
      }),
      lines({
        title: "What callers' proxies say",
        description: "Requests that didn't end as they should, by Envoy's response flags.",
        unit: "reqps",
        min: 0,
        queries: [{
          expr:
            `sum by (response_flags) (rate(istio_requests_total{reporter="source",${of},response_flags!="-"}[${range}])) ` +
            "or vector(0)",
          legend: "{{response_flags}}",
        }],
      }),
      ...(slo === undefined ? [] : [lines({
        title: "Budget: how fast it is spent",
        description: "1 uses it up in just 30 days; an alert pages at 14.4.",
        unit: "short",
        min: 0,
        queries: [{
          expr:
            `service:slo_errors:ratio_rate1h{${of}} / on (slo) group_left () (1 - service:slo:objective{${of}})`,
          legend: "{{slo}}",
        }],
      })]),
      ...bounds.custom.map(({ title, queries }) => lines({ title, unit: "short", queries })),
    ],
  });
}

/** Where a canary would fail its analysis, as lines beside what is measured; a line for each version of custom metrics. */
function canaryBounds(canary: CanaryModel | undefined) {
  const errors: Query[] = [];
  const latency: Query[] = [];
  const custom: { title: string; queries: readonly Query[] }[] = [];
  for (const metric of canary?.analysis?.metrics ?? []) {
    if (metric.kind === "success-rate") {
      const most = Number((1 - metric.minimum / 100).toPrecision(12));
      errors.push({ expr: `vector(${most})`, legend: "the canary's limit" });
    } else if (metric.kind === "latency") {
      const most = durationSeconds(metric.maximum) * 1000;
      latency.push({
        expr: `vector(${most})`,
        legend: `the canary's limit, ${metric.percentile ?? 99} of 100`,
      });
    } else {
      custom.push({
        title: metric.name,
        queries: ["stable", "canary"].map((version) => ({
          expr: filledIn(metric.query, version, canary!.analysis!.interval),
          legend: version,
        })),
      });
    }
  }
  return { errors, latency, custom };
}

function filledIn(query: string, version: string, interval: string): string {
  const values: Readonly<Record<string, string>> = {
    service: placeholder.name,
    namespace: placeholder.namespace,
    version,
    interval,
  };
  return query.replace(/\{\{\s*([a-z]+)\s*\}\}/g, (whole, name: string) => values[name] ?? whole);
}
