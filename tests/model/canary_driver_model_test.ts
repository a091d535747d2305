import assert from "node:assert/strict";
import { canaryDriverModel } from "../../lib/model/canary_driver_model.ts";

const least = { image: "registry.example/driver:1.0.0", credentials: { secret: "git" } };

Deno.test("a cluster has no canary driver unless it says so", () => {
  assert.equal(canaryDriverModel({ observability: {} }), undefined);
});

Deno.test("what isn't said has a default", () => {
  assert.deepEqual(canaryDriverModel({ canaryDriver: least, observability: {} }), {
    schedule: "*/5 * * * *",
    image: "registry.example/driver:1.0.0",
    secret: "git",
    author: { name: "canary-driver", email: "canary-driver@localhost" },
    prometheus: { address: "http://prometheus.observability.svc.cluster.local:9090", own: true },
    deadlineSeconds: 600,
    resources: { requests: { cpu: "200m", memory: "512Mi" }, limits: { memory: "1Gi" } },
  });
});

Deno.test("a Prometheus that is named goes before the cluster's own; without either there is none", () => {
  const prometheus = "http://metrics.monitoring:9090";
  assert.deepEqual(
    canaryDriverModel({ canaryDriver: { ...least, prometheus }, observability: {} })?.prometheus,
    { address: prometheus, own: false },
  );
  assert.equal(canaryDriverModel({ canaryDriver: least })?.prometheus, undefined);
});

Deno.test("a deadline is whole seconds, and at least one", () => {
  const seconds = (deadline: string) =>
    canaryDriverModel({ canaryDriver: { ...least, deadline } })?.deadlineSeconds;
  assert.deepEqual([seconds("1m30s"), seconds("1.2s"), seconds("0s")], [90, 2, 1]);
});
