import assert from "node:assert/strict";
import { telemetry } from "../../../lib/resources/platform/telemetry.ts";
import { clusterModel } from "../cluster_model_fixture.ts";
import { metadata } from "./platform_metadata_fixture.ts";

Deno.test("proxies report spans at the cluster's rate, metrics and a line for each request", () => {
  const { tracing } = clusterModel({});
  assert.deepEqual(telemetry({ tracing: { ...tracing, samplingPercent: 2.5 } }), {
    apiVersion: "telemetry.istio.io/v1",
    kind: "Telemetry",
    metadata: metadata("mesh-default", "istio-system"),
    spec: {
      tracing: [{ providers: [{ name: "otel-tracing" }], randomSamplingPercentage: 2.5 }],
      metrics: [{ providers: [{ name: "prometheus" }] }],
      accessLogging: [{ providers: [{ name: "envoy" }] }],
    },
  });
});
