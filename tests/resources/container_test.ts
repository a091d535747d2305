import assert from "node:assert/strict";
import { settingsConfigMapName } from "../../lib/resources/config_map.ts";
import { container } from "../../lib/resources/container.ts";
import { serviceModel, versionModel } from "./service_model_fixture.ts";

const stable = versionModel({});

Deno.test("a plain container has its image, port, resources and nothing that it may not do", () => {
  assert.deepEqual(container(serviceModel({}), stable), {
    name: "app",
    image: "registry.example/backend:1.0.0",
    imagePullPolicy: "IfNotPresent",
    ports: [{ name: "http", containerPort: 8080, protocol: "TCP" }],
    resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "256Mi" } },
    lifecycle: { preStop: { sleep: { seconds: 5 } } },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    },
    volumeMounts: [{ name: "3rvision-tmp", mountPath: "/tmp" }],
  });
});

Deno.test("command and arguments replace the image's only where they are given", () => {
  const { command, args } = container(serviceModel({ command: ["/app"], args: ["-v"] }), stable);
  assert.deepEqual({ command, args }, { command: ["/app"], args: ["-v"] });
  assert.ok(!("command" in container(serviceModel({}), stable)));
  assert.ok(!("args" in container(serviceModel({}), stable)));
  assert.ok(!("args" in container(serviceModel({ args: [] }), stable)), "the API server drops an empty list");
});

Deno.test("settings come from the version's ConfigMap, variables beside them", () => {
  const version = versionModel({ config: { A: "1" }, env: { B: "2" } });
  const service = serviceModel({ versions: [version] });
  const { envFrom, env } = container(service, version);
  assert.deepEqual(envFrom, [{ configMapRef: { name: settingsConfigMapName(service, version) } }]);
  assert.deepEqual(env, [{ name: "B", value: "2" }]);
});

Deno.test("an amount that is written as undefined is left out", () => {
  const amounts = { cpu: undefined, memory: "1Gi" } as unknown as { readonly memory: string };
  const { resources } = container(
    serviceModel({}),
    versionModel({ resources: { requests: amounts, limits: amounts } }),
  );
  assert.deepEqual(resources, { requests: { memory: "1Gi" }, limits: { memory: "1Gi" } });
});

Deno.test("probes stand in the container", () => {
  const probe = { tcp: {} };
  const { startupProbe, readinessProbe, livenessProbe } = container(
    serviceModel({ probes: { readiness: probe, liveness: probe, startup: probe } }),
    stable,
  );
  assert.ok(startupProbe && readinessProbe && livenessProbe);
});

Deno.test("the root may be writable where the catalogue says so, and nothing else changes", () => {
  const security = { runAsUser: 1, runAsGroup: 2, fsGroup: 3, readOnlyRootFilesystem: false };
  assert.deepEqual(container(serviceModel({ security }), stable).securityContext, {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: false,
    capabilities: { drop: ["ALL"] },
  });
});

for (
  const [gracePeriodSeconds, seconds] of [[30, 5], [300, 5], [10, 5], [9, 4], [3, 1], [2, 1], [
    1,
    undefined,
  ]] as const
) {
  Deno.test(`of ${gracePeriodSeconds} s to stop, ${seconds ?? "none"} go by before the process hears of it`, () => {
    const { lifecycle } = container(serviceModel({ gracePeriodSeconds }), stable);
    assert.deepEqual(lifecycle, seconds === undefined ? undefined : { preStop: { sleep: { seconds } } });
  });
}

for (
  const [what, overrides] of [
    ["a Job", { kind: "Job" }],
    ["a CronJob", { kind: "CronJob" }],
    ["a Deployment without ports", { ports: [] }],
  ] as const
) {
  Deno.test(`${what} has no callers, so it stops at once`, () => {
    assert.equal(container(serviceModel(overrides), stable).lifecycle, undefined);
  });
}
