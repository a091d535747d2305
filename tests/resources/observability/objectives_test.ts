import assert from "node:assert/strict";
import { objectives } from "../../../lib/resources/observability/objectives.ts";
import { serviceModel } from "../service_model_fixture.ts";

const called = { destination_service_namespace: "shop", destination_service_name: "backend-service" };

Deno.test("a service that promises nothing has no rules", () => {
  assert.deepEqual(objectives(serviceModel({ slo: undefined })), []);
});

Deno.test("an availability is a share of one, without digits that dividing adds, and says who answers for it", () => {
  const slo = { availability: 99.95, latency: undefined };
  assert.deepEqual(objectives(serviceModel({ namespace: "shop", owner: "shop-team", slo })), [{
    record: "service:slo:objective",
    expr: "vector(0.9995)",
    labels: { slo: "availability", service: "backend", ...called, owner: "shop-team" },
  }]);
});

const boundaries = [[500, ["500", "500.0"]], [2500, ["2500", "2500.0"]], [5, ["5", "5.0"]]] as const;

for (const [milliseconds, expected] of boundaries) {
  Deno.test(`within ${milliseconds} ms: the boundaries ${expected.join(" and ")}`, () => {
    const slo = { availability: 99, latency: { objective: 95, milliseconds } };
    const rules = objectives(serviceModel({ namespace: "shop", slo }));
    assert.deepEqual(rules[1], {
      record: "service:slo:objective",
      expr: "vector(0.95)",
      labels: { slo: "latency", service: "backend", ...called },
    });
    assert.deepEqual(rules.slice(2).map(({ labels }) => labels), expected.map((le) => ({ le, ...called })));
  });
}
