import assert from "node:assert/strict";
import {
  dashboardUid,
  serviceDashboard,
} from "../../../../lib/resources/observability/dashboards/service_dashboard.ts";
import type { CanaryModel } from "../../../../lib/model/types.ts";
import { canaryModel, portModel, serviceModel } from "../../service_model_fixture.ts";

interface Panel {
  readonly title: string;
  readonly targets: readonly { readonly expr: string; readonly legendFormat: string }[];
}

const panelsOf = (...args: Parameters<typeof serviceDashboard>) =>
  (JSON.parse(serviceDashboard(...args)) as { readonly panels: readonly Panel[] }).panels;
const panel = (panels: readonly Panel[], title: string) => panels.find((each) => each.title === title);
const slo = { availability: 99.5, latency: { objective: 99, milliseconds: 250 } };
const analysis: CanaryModel["analysis"] = {
  interval: "30s",
  count: 1,
  minimumRequests: 100,
  failureLimit: 5,
  noData: "hold",
  metrics: [
    { kind: "success-rate", minimum: 99 },
    { kind: "latency", maximum: "500ms", percentile: 95 },
    {
      kind: "custom",
      name: "queue",
      query: 'max_over_time(queue{app="{{service}}",ns="{{ namespace }}",v="{{version}}"}[{{interval}}])',
      maximum: 3,
    },
  ],
};

Deno.test("stable and canary stand side by side in every panel of what pods answered", () => {
  for (const title of ["Requests", "Errors of the server", "Latency"]) {
    const [first] = panel(panelsOf(serviceModel({}), "60s"), title)!.targets;
    assert.match(first!.expr, /sum by \(destination_version/, title);
    assert.match(first!.legendFormat, /destination_version/, title);
  }
});

Deno.test("only a service with a canary shows its share, beside its weight", () => {
  const title = "Share of the canary";
  assert.equal(panel(panelsOf(serviceModel({}), "60s"), title), undefined);
  const share = panel(panelsOf(serviceModel({ canary: canaryModel({ weight: 25 }) }), "60s"), title);
  assert.equal(share!.targets[1]!.expr, "vector(0.25)");
});

Deno.test("the canary's limits are lines, and its own metrics are panels with a line for each version", () => {
  const panels = panelsOf(serviceModel({ namespace: "shop", canary: canaryModel({ analysis }) }), "60s");
  assert.equal(panel(panels, "Errors of the server")!.targets.at(-1)!.expr, "vector(0.01)");
  assert.equal(panel(panels, "Latency")!.targets.at(-1)!.expr, "vector(500)");
  assert.deepEqual(panel(panels, "queue")!.targets.map(({ expr }) => expr), [
    'max_over_time(queue{app="backend",ns="shop",v="stable"}[30s])',
    'max_over_time(queue{app="backend",ns="shop",v="canary"}[30s])',
  ]);
});

Deno.test("what is promised is a line, and how fast its budget is spent a panel", () => {
  const panels = panelsOf(serviceModel({ slo }), "60s");
  assert.ok(panel(panels, "Latency")!.targets.some(({ expr }) => expr === "vector(250)"));
  assert.ok(panel(panels, "Budget: how fast it is spent"));
  assert.equal(panel(panelsOf(serviceModel({}), "60s"), "Budget: how fast it is spent"), undefined);
});

Deno.test("calls of gRPC are counted where there may be any", () => {
  const errors = (protocol: "http" | "grpc") =>
    panel(panelsOf(serviceModel({ ports: [portModel({ protocol })] }), "60s"), "Errors of the server")!
      .targets[0]!.expr;
  assert.match(errors("grpc"), /grpc_response_status/);
  assert.doesNotMatch(errors("http"), /grpc_response_status/);
});

Deno.test("services of the same shape share a dashboard but for their names, which are all replaced", () => {
  const text = (name: string) =>
    serviceDashboard(serviceModel({ name, namespace: `in-${name}`, slo }), "60s");
  assert.doesNotMatch(text("ml"), /⟦|backend/);
  assert.equal(text("backend").replaceAll("backend", "ml"), text("ml"));
  assert.notEqual(serviceDashboard(serviceModel({ slo }), "120s"), text("backend"));
});

Deno.test("an address has at most 40 characters and tells services apart", () => {
  const long = "a-service-with-a-name-that-is-longer-than-most";
  assert.equal(dashboardUid("backend"), "service-backend");
  assert.ok(dashboardUid(long).length <= 40);
  assert.notEqual(dashboardUid(long), dashboardUid(`${long}-too`));
});
