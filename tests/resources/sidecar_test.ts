import assert from "node:assert/strict";
import type { ISidecar } from "@kubernetes-models/istio/networking.istio.io/v1/Sidecar";
import { sidecar } from "../../lib/resources/sidecar.ts";
import { calleeModel } from "./mesh_model_fixture.ts";
import { read } from "./read_object.ts";
import { serviceModel } from "./service_model_fixture.ts";

Deno.test("a Sidecar knows exactly the callees, the control plane, the collector and the declared hosts outside", () => {
  const service = serviceModel({
    callees: [calleeModel({}), calleeModel({ name: "cache", namespace: "backend" })],
    egress: [
      { host: "api.example.com", port: 443, protocol: "TLS", networks: undefined },
      { host: "api.example.com", port: 80, protocol: "HTTP", networks: undefined },
    ],
  });
  assert.deepEqual(read<ISidecar>(sidecar(service)).spec, {
    workloadSelector: { labels: { app: "backend" } },
    outboundTrafficPolicy: { mode: "REGISTRY_ONLY" },
    egress: [{
      hosts: [
        "./api.example.com",
        "backend/cache-service.backend.svc.cluster.local",
        "istio-system/*",
        "ml/ml-service.ml.svc.cluster.local",
        "observability/jaeger-collector.observability.svc.cluster.local",
      ],
    }],
  });
});

Deno.test("a service that calls nobody still reaches the control plane and the collector", () => {
  assert.deepEqual(read<ISidecar>(sidecar(serviceModel({}))).spec.egress, [{
    hosts: ["istio-system/*", "observability/jaeger-collector.observability.svc.cluster.local"],
  }]);
});

Deno.test("the collector is the cluster's", () => {
  const { surroundings } = serviceModel({});
  const collector = { namespace: "traces", service: "otel", port: 4317 };
  const { spec } = read<ISidecar>(sidecar(serviceModel({ surroundings: { ...surroundings, collector } })));
  assert.deepEqual(spec.egress[0]?.hosts, ["istio-system/*", "traces/otel.traces.svc.cluster.local"]);
});

Deno.test("outside the mesh there is no Sidecar", () => {
  assert.equal(sidecar(serviceModel({ mesh: false })), undefined);
});
