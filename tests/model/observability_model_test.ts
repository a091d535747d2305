import assert from "node:assert/strict";
import { observabilityModel, sloModel } from "../../lib/model/observability_model.ts";

const tracing = { samplingPercent: 1 };
const foreign = { samplingPercent: 1, collector: { namespace: "tempo", service: "tempo" } };

Deno.test("a cluster that doesn't say what watches it is watched by nothing of ours", () => {
  assert.equal(observabilityModel({ tracing }), undefined);
  assert.equal(observabilityModel({ tracing, lab: true }), undefined);
});

Deno.test("with nothing said, there are Prometheus, Jaeger and Grafana, small in a lab and larger elsewhere", () => {
  const lab = observabilityModel({ tracing, lab: true, observability: {} })!;
  const prod = observabilityModel({ tracing, observability: {} })!;
  for (const model of [lab, prod]) {
    assert.ok(model.jaeger && model.grafana);
    assert.equal(model.kiali, undefined);
    assert.deepEqual(model.prometheus.alertmanagers, []);
    assert.equal(model.prometheus.storage, undefined);
    assert.equal(model.prometheus.scrapeInterval, "15s");
    assert.equal(model.jaeger.maxTraces, 20000);
  }
  assert.deepEqual([lab.prometheus.retention, prod.prometheus.retention], ["24h", "15d"]);
  assert.equal(lab.prometheus.resources.requests?.memory, "256Mi");
  assert.equal(prod.prometheus.resources.requests?.memory, "2Gi");
});

Deno.test("every image has an exact version", () => {
  const model = observabilityModel({ tracing, observability: { kiali: {} } })!;
  const images = [model.prometheus, model.jaeger, model.grafana, model.kiali].map((part) => part!.image);
  for (const image of images) assert.match(image, /^[a-z.]+\/[a-z/]+:v?\d+\.\d+(\.\d+)?$/);
});

const jaegers = [
  [
    "our collector by its name",
    { ...tracing, collector: { namespace: "observability", service: "jaeger-collector" } },
    {},
    true,
  ],
  ["somebody else's collector", foreign, {}, false],
  ["somebody else's collector, but Jaeger is wanted", foreign, { jaeger: {} }, true],
  ["Jaeger isn't wanted", tracing, { jaeger: false }, false],
] as const;

for (const [name, tracing, observability, runs] of jaegers) {
  Deno.test(`${name}: Jaeger ${runs ? "runs" : "doesn't run"}`, () => {
    assert.equal(observabilityModel({ tracing, observability })!.jaeger !== undefined, runs);
  });
}

Deno.test("what is said wins over the defaults", () => {
  const resources = { requests: { cpu: "1" } };
  const model = observabilityModel({
    tracing,
    observability: {
      prometheus: {
        image: "registry.example/prometheus:v3",
        resources,
        scrapeInterval: "30s",
        retention: "7d",
        storage: "10Gi",
        alertmanagers: [{ namespace: "alerting", service: "main" }, {
          namespace: "alerting",
          service: "other",
          port: 80,
        }],
      },
      jaeger: { maxTraces: 5, resources },
      grafana: false,
      kiali: { image: "registry.example/kiali:v2" },
    },
  })!;
  assert.deepEqual(model.prometheus, {
    image: "registry.example/prometheus:v3",
    resources,
    scrapeInterval: "30s",
    retention: "7d",
    storage: "10Gi",
    alertmanagers: [
      { namespace: "alerting", service: "main", port: 9093 },
      { namespace: "alerting", service: "other", port: 80 },
    ],
  });
  assert.equal(model.jaeger?.maxTraces, 5);
  assert.equal(model.grafana, undefined);
  assert.equal(model.kiali?.image, "registry.example/kiali:v2");
});

const slos = [
  ["nothing is said", {}, true, { availability: 99.5, latency: undefined }],
  ["an availability", { slo: { availability: 99.99 } }, true, { availability: 99.99, latency: undefined }],
  [
    "a latency",
    { slo: { latency: { objective: 99, within: "2.5s" } } },
    true,
    { availability: 99.5, latency: { objective: 99, milliseconds: 2500 } },
  ],
  ["nothing is promised", { slo: false }, true, undefined],
  ["the mesh doesn't see its requests", { slo: { availability: 99 } }, false, undefined],
] as const;

for (const [name, written, hasRequests, expected] of slos) {
  Deno.test(`what a service promises: ${name}`, () => {
    assert.deepEqual(sloModel(written, hasRequests), expected);
  });
}
