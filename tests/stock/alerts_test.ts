/** Every alert fires when it should and is silent otherwise, by the judgement of `promtool test rules`. */
import assert from "node:assert/strict";
import { ruleFile, type RuleGroup } from "../../lib/resources/observability/rules.ts";
import { objectives } from "../../lib/resources/observability/objectives.ts";
import { platformAlerts } from "../../lib/resources/observability/platform_alerts.ts";
import { sloRules } from "../../lib/resources/observability/slo_rules.ts";
import { promtool } from "./promtool.ts";

const minute = 60;

/** A series, and how it grows or what it is, in the notation of promtool: `0+9x100`. */
type Series = Readonly<Record<string, string>>;

interface Case {
  readonly name: string;
  readonly series: Series;
  /** When it is looked at. Unit: minutes. */
  readonly at: number;
  /** Seconds between two values. Default: 15. */
  readonly step?: number;
  /** What fires: the alert and the labels that tell it apart. */
  readonly fires: readonly string[];
}

const promises = [
  ...objectives({
    name: "backend",
    namespace: "shop",
    serviceName: "backend-service",
    owner: "shop-team",
    slo: { availability: 99.5, latency: { objective: 99, milliseconds: 500 } },
  }),
];

const groups: readonly RuleGroup[] = [
  { name: "objectives", rules: promises },
  ...sloRules,
  ...platformAlerts({
    destination: { argocd: "in-cluster", server: "" },
    sync: { automated: true, windows: [] },
  }),
];

const labels = (rest: string, service = "backend-service") =>
  `{reporter="source",destination_service_namespace="shop",destination_service_name="${service}",${rest}}`;
const requests = (rest: string, service?: string) => `istio_requests_total${labels(rest, service)}`;
const bucket = (le: string) => `istio_request_duration_milliseconds_bucket${labels(`le="${le}"`)}`;
const good = requests(`response_code="200"`);
const bad = requests(`response_code="503",response_flags="UF"`);

/** What keeps the platform's own alerts quiet, so that a case shows the one it is about. */
const well: Series = {
  'up{job="pods",namespace="istio-system",app="istiod",pod="istiod-1"}': "1x2000",
  'up{job="pods",namespace="istio-ingress",app="istio-ingress",pod="istio-ingress-1"}': "1x2000",
};

const availability = (severity: string, window: string) =>
  `ServiceBurnsErrorBudget ${severity} ${window} availability backend shop-team`;
const latency = (severity: string, window: string) =>
  `ServiceBurnsErrorBudget ${severity} ${window} latency backend shop-team`;

const cases: readonly Case[] = [
  { name: "no traffic", series: {}, at: 120, fires: [] },
  { name: "no error", series: { [good]: "0+100x600" }, at: 120, fires: [] },
  {
    name: "one request in ten fails for an hour",
    series: { [good]: "0+90x600", [bad]: "0+10x600" },
    at: 70,
    fires: [availability("page", "1h"), availability("page", "6h"), availability("ticket", "1d")],
  },
  {
    name: "a twentieth less than the fastest burn that pages at once",
    series: { [good]: "0+9316x600", [bad]: "0+684x600" },
    at: 50,
    fires: [availability("page", "6h")],
  },
  {
    name: "a twentieth more than it",
    series: { [good]: "0+9244x600", [bad]: "0+756x600" },
    at: 50,
    fires: [availability("page", "1h"), availability("page", "6h")],
  },
  {
    name: "too soon to tell anybody",
    series: { [good]: "0+90x600", [bad]: "0+10x600" },
    at: 1,
    fires: [],
  },
  {
    name: "it failed for half an hour, and is over since ten minutes: nobody is woken for it",
    series: { [good]: "0+90x120 10800+100x200", [bad]: "0+10x120 1200x200" },
    at: 42,
    fires: [availability("page", "6h")],
  },
  {
    name: "every request fails",
    series: { [bad]: "0+10x600" },
    at: 30,
    fires: [availability("page", "1h"), availability("page", "6h")],
  },
  {
    name: "gRPC calls that fail have the HTTP status 200",
    series: {
      [requests(`response_code="200",grpc_response_status="0"`)]: "0+90x600",
      [requests(`response_code="200",grpc_response_status="14"`)]: "0+10x600",
    },
    at: 30,
    fires: [availability("page", "1h"), availability("page", "6h")],
  },
  {
    name: "what a caller did wrong isn't the service's fault",
    series: {
      [requests(`response_code="404"`)]: "0+50x600",
      [requests(`grpc_response_status="5"`)]: "0+50x600",
    },
    at: 70,
    fires: [],
  },
  {
    name: "a slow leak is a ticket, after hours",
    series: { [good]: "0+9930x300", [bad]: "0+70x300" },
    step: 2 * minute,
    at: 4 * 60,
    fires: [availability("ticket", "3d")],
  },
  {
    name: "one in five takes longer than promised",
    series: { [good]: "0+100x600", [bucket("500")]: "0+80x600", [bucket("+Inf")]: "0+100x600" },
    at: 70,
    fires: [latency("page", "1h"), latency("page", "6h"), latency("ticket", "1d")],
  },
  {
    name: "the same, with boundaries as Prometheus 3 writes them",
    series: { [good]: "0+100x600", [bucket("500.0")]: "0+80x600", [bucket("+Inf")]: "0+100x600" },
    at: 70,
    fires: [latency("page", "1h"), latency("page", "6h"), latency("ticket", "1d")],
  },
  {
    name: "all are fast enough, however slow for another boundary",
    series: { [good]: "0+100x600", [bucket("500")]: "0+100x600", [bucket("250")]: "0x600" },
    at: 70,
    fires: [],
  },
  {
    name: "a service that promises nothing",
    series: { [requests(`response_code="503"`, "legacy")]: "0+10x600" },
    at: 70,
    fires: [],
  },
  {
    name: "no istiod answers",
    series: { 'up{job="pods",namespace="istio-system",app="istiod",pod="istiod-1"}': "1x4 0x100" },
    at: 8,
    fires: ["IstiodDown page"],
  },
  {
    name: "one istiod of two doesn't answer",
    series: { 'up{job="pods",namespace="istio-system",app="istiod",pod="istiod-2"}': "0x100" },
    at: 15,
    fires: ["TargetDown ticket"],
  },
  {
    name: "no gateway",
    series: { 'up{job="pods",namespace="istio-ingress",app="istio-ingress",pod="istio-ingress-1"}': "_x100" },
    at: 8,
    fires: ["GatewayDown page"],
  },
  {
    name: "a proxy refuses its configuration",
    series: { 'pilot_total_xds_rejects{type="cds"}': "0x10 1x90" },
    at: 8,
    fires: ["IstioConfigurationRejected ticket"],
  },
  {
    name: "a rule can't be evaluated",
    series: { 'prometheus_rule_evaluation_failures_total{rule_group="x"}': "0x10 1x90" },
    at: 8,
    fires: ["PrometheusRuleFails ticket"],
  },
  {
    name: "Prometheus refuses its configuration",
    series: { "prometheus_config_last_reload_successful": "0x100" },
    at: 8,
    fires: ["PrometheusConfigurationRejected ticket"],
  },
  {
    name: "an Application that isn't synced",
    series: { 'argocd_app_info{name="ml",sync_status="OutOfSync",health_status="Healthy"}': "1x200" },
    at: 40,
    fires: ["ApplicationNotSynced ticket"],
  },
  {
    name: "an Application that isn't well",
    series: { 'argocd_app_info{name="ml",sync_status="Synced",health_status="Degraded"}': "1x200" },
    at: 20,
    fires: ["ApplicationNotHealthy ticket"],
  },
  {
    name: "an Application on its way",
    series: { 'argocd_app_info{name="ml",sync_status="Synced",health_status="Progressing"}': "1x200" },
    at: 40,
    fires: [],
  },
];

const shown = ["alertname", "severity", "window", "slo", "service", "owner"];

function testFile({ series, at, step = 15, fires }: Case): string {
  const all = { ...well, ...series };
  return JSON.stringify({
    rule_files: ["rules.yml"],
    evaluation_interval: `${step}s`,
    tests: [{
      interval: `${step}s`,
      input_series: Object.entries(all).map(([name, values]) => ({ series: name, values })),
      promql_expr_test: [{
        expr: `count by (${shown.join(", ")}) (ALERTS{alertstate="firing"})`,
        eval_time: `${at}m`,
        exp_samples: fires.map((text) => {
          const values = text.split(" ");
          return {
            labels: `{${values.map((value, index) => `${shown[index]}="${value}"`).join(",")}}`,
            value: 1,
          };
        }),
      }],
    }],
  });
}

for (const each of cases) {
  Deno.test(`${each.name}: ${each.fires.join(", ") || "no alert"}`, async () => {
    const files = { "rules.yml": ruleFile(groups), "test.yml": testFile(each) };
    assert.equal(await promtool(files, "test", "rules", "@test.yml"), "");
  });
}

Deno.test("every alert is fired by one of the cases", () => {
  const fired = new Set(
    cases.flatMap(({ fires }) => fires.map((text) => text.split(" ").slice(0, 3).join(" "))),
  );
  const all = groups.flatMap(({ rules }) => rules).flatMap((rule) =>
    "alert" in rule ? [[rule.alert, rule.labels.severity, rule.labels.window ?? []].flat().join(" ")] : []
  );
  assert.deepEqual(all.filter((alert) => !fired.has(alert)), []);
});

Deno.test("where nothing fails the share of errors is zero, and not unknown", async () => {
  const test = {
    rule_files: ["rules.yml"],
    evaluation_interval: "15s",
    tests: [{
      interval: "15s",
      input_series: [{ series: good, values: "0+10x100" }],
      promql_expr_test: ["5m", "1h"].map((window) => ({
        expr: `service:slo_errors:ratio_rate${window}`,
        eval_time: "20m",
        exp_samples: [{
          labels: `service:slo_errors:ratio_rate${window}{slo="availability",destination_service_name=` +
            `"backend-service",destination_service_namespace="shop"}`,
          value: 0,
        }],
      })),
    }],
  };
  const files = { "rules.yml": ruleFile(groups), "test.yml": JSON.stringify(test) };
  assert.equal(await promtool(files, "test", "rules", "@test.yml"), "");
});

Deno.test("an alert says who, what and how much", async () => {
  const test = {
    rule_files: ["rules.yml"],
    evaluation_interval: "15s",
    tests: [{
      interval: "15s",
      input_series: Object.entries({ ...well, [good]: "0+3x400", [bad]: "0+1x400" })
        .map(([series, values]) => ({ series, values })),
      alert_rule_test: [{
        eval_time: "10m",
        alertname: "ServiceBurnsErrorBudget",
        exp_alerts: [{
          exp_labels: {
            severity: "page",
            window: "1h",
            slo: "availability",
            service: "backend",
            owner: "shop-team",
            destination_service_name: "backend-service",
            destination_service_namespace: "shop",
          },
          exp_annotations: {
            summary: "backend spends its availability budget too fast",
            description:
              "Over 1h and over 5m, 25% of the requests to backend-service.shop broke what it promises: at " +
              "least 14.4 times as much as its budget of 30 days stands.",
          },
        }],
      }],
    }],
  };
  const files = { "rules.yml": ruleFile(groups), "test.yml": JSON.stringify(test) };
  assert.equal(await promtool(files, "test", "rules", "@test.yml"), "");
});
