import assert from "node:assert/strict";
import { defaultSidecar } from "../../../lib/resources/platform/default_sidecar.ts";
import { clusterModel } from "../cluster_model_fixture.ts";
import { metadata } from "./platform_metadata_fixture.ts";

Deno.test("pods that no service selects know their namespace, the control plane and the collector", () => {
  assert.deepEqual(defaultSidecar("ml", clusterModel({})), {
    apiVersion: "networking.istio.io/v1",
    kind: "Sidecar",
    metadata: metadata("default", "ml"),
    spec: {
      outboundTrafficPolicy: { mode: "REGISTRY_ONLY" },
      egress: [{
        hosts: ["./*", "istio-system/*", "observability/jaeger-collector.observability.svc.cluster.local"],
      }],
    },
  });
});
