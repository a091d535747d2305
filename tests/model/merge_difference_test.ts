import assert from "node:assert/strict";
import type { ServiceDifferenceInput } from "../../lib/catalogue/types.ts";
import { mergeDifference } from "../../lib/model/merge_difference.ts";
import type { Frozen } from "../../lib/model/types.ts";
import { service } from "./catalogue_fixture.ts";

const canary = { image: "registry.example/a:2.0.0", steps: [10, 50], step: 0, env: { MODE: "new" } };
const written = service("a", {
  env: { LEVEL: "info", MODE: "old" },
  resources: { requests: { cpu: "100m", memory: "64Mi" } },
  traffic: { timeout: "5s", connectionPool: { maxConnections: 10 }, loadBalancer: "RANDOM" },
  secrets: { token: { from: "sealedSecret", encryptedData: { key: "Ag" } } },
  replicas: 2,
  canary,
});

const cases: readonly {
  name: string;
  difference: Frozen<ServiceDifferenceInput>;
  field: string;
  becomes: unknown;
}[] = [
  { name: "a scalar replaces", difference: { image: "x:1" }, field: "image", becomes: "x:1" },
  {
    name: "environment merges by name",
    difference: { env: { LEVEL: "debug" } },
    field: "env",
    becomes: { LEVEL: "debug", MODE: "old" },
  },
  {
    name: "resources merge down to the single amount",
    difference: { resources: { requests: { cpu: "1" }, limits: { memory: "1Gi" } } },
    field: "resources",
    becomes: { requests: { cpu: "1", memory: "64Mi" }, limits: { memory: "1Gi" } },
  },
  {
    name: "traffic keeps what the cluster doesn't name",
    difference: { traffic: { connectionPool: { connectTimeout: "1s" } } },
    field: "traffic",
    becomes: {
      timeout: "5s",
      connectionPool: { maxConnections: 10, connectTimeout: "1s" },
      loadBalancer: "RANDOM",
    },
  },
  {
    name: "a load balancer is a union and is replaced whole",
    difference: { traffic: { loadBalancer: { consistentHash: { sourceIp: true } } } },
    field: "traffic",
    becomes: {
      timeout: "5s",
      connectionPool: { maxConnections: 10 },
      loadBalancer: { consistentHash: { sourceIp: true } },
    },
  },
  {
    name: "a Secret's source is a union and is replaced whole",
    difference: { secrets: { token: { from: "generated", keys: { key: {} } } } },
    field: "secrets",
    becomes: { token: { from: "generated", keys: { key: {} } } },
  },
  {
    name: "a canary changes field by field",
    difference: { canary: { step: 1 } },
    field: "canary",
    becomes: { ...canary, step: 1 },
  },
  {
    name: "a list replaces",
    difference: { canary: { steps: [5] } },
    field: "canary",
    becomes: { ...canary, steps: [5] },
  },
  {
    name: "canary: false takes the canary away",
    difference: { canary: false },
    field: "canary",
    becomes: undefined,
  },
  {
    name: "a cluster's autoscaler takes the service's fixed replicas away",
    difference: { autoscaling: { minReplicas: 2, maxReplicas: 4 } },
    field: "replicas",
    becomes: undefined,
  },
  {
    name: "an autoscaler and replicas that both stand in the cluster stay, so that the rule sees them",
    difference: { autoscaling: { minReplicas: 2, maxReplicas: 4 }, replicas: 3 },
    field: "replicas",
    becomes: 3,
  },
];

for (const { name, difference, field, becomes } of cases) {
  Deno.test(`mergeDifference: ${name}`, () => {
    const before = JSON.stringify(written);
    const merged = mergeDifference(written, difference) as unknown as Record<string, unknown>;
    assert.deepEqual(merged[field], becomes);
    assert.equal(JSON.stringify(written), before, "the service file's value is changed");
  });
}

Deno.test("mergeDifference: without a difference the service is the same object", () => {
  assert.equal(mergeDifference(written, undefined), written);
});

Deno.test("mergeDifference: the same two give the same object, any other two another", () => {
  const [one, other] = [{ replicas: 5 }, { replicas: 5 }];
  const merged = mergeDifference(written, one);
  assert.equal(mergeDifference(written, one), merged);
  assert.notEqual(mergeDifference(written, other), merged);
  assert.notEqual(mergeDifference({ ...written }, one), merged);
});

Deno.test("mergeDifference: enabled says where a service runs and is no part of it", () => {
  assert.ok(!("enabled" in mergeDifference(written, { enabled: true })));
});

Deno.test("mergeDifference: a part of a canary is left out where there is no canary to take the rest from", () => {
  const { canary: _, ...plain } = written;
  for (const part of [{}, { step: 1 }, { steps: [5], step: 0 }, { image: "x:1", steps: [5] }]) {
    assert.ok(!("canary" in mergeDifference(plain, { canary: part })), JSON.stringify(part));
  }
  const whole = { image: "x:1", steps: [5], step: 0 };
  assert.deepEqual(mergeDifference(plain, { canary: whole }).canary, whole);
});
