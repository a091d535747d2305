import assert from "node:assert/strict";
import { cluster, find, lab, model, service } from "./catalogue_fixture.ts";

const canary = (step: number) => ({ image: "registry.example/a:2.0.0", steps: [10, 50, 100], step });

Deno.test("calls become callers and callees on both ends, sorted by name", () => {
  const there = lab([service("z", { calls: ["a"] }), service("b", { calls: ["a"] }), service("a")]);
  assert.deepEqual(find(there, "a").callers.map((caller) => caller.name), ["b", "z"]);
  assert.deepEqual(find(there, "z").callees.map((callee) => callee.host), ["a-service.a.svc.cluster.local"]);
});

Deno.test("a call names only some ports, and only those are opened", () => {
  const ports = [{ name: "http", port: 80 }, { name: "admin", port: 81 }];
  const there = lab([service("a", { ports }), service("b", { calls: [{ service: "a", ports: ["admin"] }] })]);
  assert.deepEqual(find(there, "a").callers[0]!.ports.map((port) => port.name), ["admin"]);
  assert.deepEqual(find(there, "b").callees[0]!.ports.map((port) => port.name), ["admin"]);
});

Deno.test("two calls to one service are two rules for the callee and one destination for the caller", () => {
  const calls = [
    { service: "a", methods: ["GET" as const], paths: ["/read"] },
    { service: "a", methods: ["POST" as const], paths: ["/write"] },
  ];
  const there = lab([service("a"), service("b", { calls })]);
  assert.deepEqual(find(there, "a").callers.map((caller) => caller.methods), [["GET"], ["POST"]]);
  assert.equal(find(there, "b").callees.length, 1);
});

Deno.test("an exposed service is called by the gateway, at the exposed port only", () => {
  const ports = [{ name: "http", port: 80 }, { name: "admin", port: 81 }];
  const there = lab([service("a", { ports, expose: [{ host: "a" }] })]);
  const [caller] = find(there, "a").callers;
  assert.equal(caller?.name, "gateway");
  assert.equal(caller?.namespace, "istio-ingress");
  assert.deepEqual(caller?.ports.map((port) => port.name), ["http"]);
});

Deno.test("copies made by a mirror are sent by the caller, so the caller may call the mirror too", () => {
  const there = lab([
    service("a", { traffic: { mirror: { service: "shadow", percent: 10 } } }),
    service("b", { calls: ["a"] }),
    service("shadow"),
  ]);
  assert.deepEqual(find(there, "shadow").callers.map((caller) => caller.name), ["b"]);
  assert.deepEqual(find(there, "b").callees.map((callee) => callee.name), ["a", "shadow"]);
});

Deno.test("a short host belongs to the cluster's domain, a host with a dot is whole", () => {
  const there = lab([service("a", { expose: [{ host: "www" }, { host: "shop.example.com" }] })], {
    domain: "lab.example",
  });
  assert.deepEqual(find(there, "a").exposures.map(({ host, gateway }) => [host, gateway]), [
    ["www.lab.example", "istio-ingress/www-lab-example"],
    ["shop.example.com", "istio-ingress/shop-example-com"],
  ]);
});

Deno.test("a host that two services expose is shared for both", () => {
  const there = lab([
    service("a", { expose: [{ host: "www" }] }),
    service("b", { expose: [{ host: "www", paths: ["/api"] }] }),
  ]);
  assert.ok(there.services.every((service) => service.exposures[0]!.shared));
});

const pods: readonly [
  name: string,
  fields: Parameters<typeof service>[1],
  stable: unknown,
  canary: unknown,
][] = [
  ["10 % of 4 pods is one pod", { replicas: 4, canary: canary(0) }, 4, 1],
  ["50 % of 3 pods is two pods, never fewer than its share", { replicas: 3, canary: canary(1) }, 3, 2],
  ["100 % has as many as stable", { replicas: 3, canary: canary(2) }, 3, 3],
  ["a number is taken as it is", { replicas: 4, canary: { ...canary(0), replicas: 2 } }, 4, 2],
];
for (const [name, fields, stable, other] of pods) {
  Deno.test(`canary pods: ${name}`, () => {
    const { versions } = find(lab([service("a", fields)]), "a");
    assert.deepEqual(versions.map((version) => version.replicas), [stable, other]);
  });
}

Deno.test("canary pods: an autoscaled service has an autoscaled canary with its weight's share of the bounds", () => {
  const autoscaling = { minReplicas: 4, maxReplicas: 10 };
  const { versions } = find(lab([service("a", { autoscaling, canary: canary(1) })]), "a");
  assert.deepEqual(versions.map((version) => version.replicas), [undefined, undefined]);
  assert.deepEqual(versions.map((version) => version.autoscaling), [autoscaling, {
    minReplicas: 2,
    maxReplicas: 5,
  }]);
});

const budgets: readonly [name: string, fields: Parameters<typeof service>[1], expected: unknown][] = [
  ["one pod has none: it would block every drain", {}, undefined],
  ["two pods lose one at a time", { replicas: 2 }, { maxUnavailable: 1 }],
  [
    "an autoscaler counts by its smallest number",
    { autoscaling: { minReplicas: 1, maxReplicas: 9 } },
    undefined,
  ],
  ["false takes it away", { replicas: 3, disruption: false }, undefined],
  ["what is written holds", { replicas: 3, disruption: { minAvailable: "50%" } }, { minAvailable: "50%" }],
];
for (const [name, fields, expected] of budgets) {
  Deno.test(`disruption: ${name}`, () =>
    assert.deepEqual(find(lab([service("a", fields)]), "a").disruption, expected));
}

const amounts: readonly [name: string, written: Parameters<typeof service>[1], expected: unknown][] = [
  ["nothing written", {}, { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "256Mi" } }],
  ["a limit below the default request lowers the request", { resources: { limits: { memory: "32Mi" } } }, {
    requests: { cpu: "50m", memory: "32Mi" },
    limits: { memory: "32Mi" },
  }],
  ["a request above the default limit raises the limit", { resources: { requests: { memory: "1Gi" } } }, {
    requests: { cpu: "50m", memory: "1Gi" },
    limits: { memory: "1Gi" },
  }],
];
for (const [name, written, expected] of amounts) {
  Deno.test(`resources: ${name}`, () => {
    assert.deepEqual(find(lab([service("a", written)]), "a").versions[0]!.resources, expected);
  });
}

Deno.test("services that share a namespace are listed under it, and one with a sidecar puts it in the mesh", () => {
  const there = lab([
    service("a", { namespace: "shop" }),
    service("b", { namespace: "shop", mesh: false }),
    service("c", { mesh: false }),
  ]);
  assert.deepEqual(there.namespaces.map(({ name, mesh, services }) => [name, mesh, services]), [
    ["c", false, ["c"]],
    ["shop", true, ["a", "b"]],
  ]);
});

Deno.test("a service that a cluster switches off is neither there nor called there, and still has a base", () => {
  const { clusters, bases } = model([service("a"), service("b", { calls: ["a"] })], [
    cluster({ services: { a: { enabled: false } } }),
  ]);
  assert.deepEqual(clusters[0]!.services.map((service) => service.name), ["b"]);
  assert.deepEqual(find(clusters[0]!, "b").callees, []);
  assert.deepEqual(bases.map((base) => base.name), ["a", "b"]);
});

Deno.test("the base knows no cluster: no exposure, no gateway among the callers, one pod", () => {
  const { bases } = model([service("a", { expose: [{ host: "a" }] })], [
    cluster({ defaults: { replicas: 5 } }),
  ]);
  assert.deepEqual(bases[0]!.exposures, []);
  assert.deepEqual(bases[0]!.callers, []);
  assert.equal(bases[0]!.versions[0]!.replicas, 1);
});

Deno.test("the order of files changes nothing", () => {
  const services = [service("a", { calls: ["b", "c"] }), service("b"), service("c", { calls: ["b"] })];
  const clusters = [cluster(), cluster({ name: "prod", lab: false })];
  assert.deepEqual(model(services, clusters), model(services.toReversed(), clusters.toReversed()));
});

Deno.test("a project has the namespaces and raw objects of all its services, also of those that don't run here", () => {
  const map = (name: string) => ({ apiVersion: "v1", kind: "ConfigMap", metadata: { name } });
  const there = lab([
    service("a", { project: "vision", objects: [map("a")] }),
    service("b", { project: "vision", namespace: "shared", objects: [map("b")] }),
    service("c", { namespace: "shared" }),
    service("d", { namespace: "shared" }),
  ], { services: { a: { enabled: false }, b: { objects: [map("here")] }, c: { enabled: false } } });
  assert.deepEqual(there.projects, [
    { name: "services", namespaces: ["shared"], objects: [] },
    { name: "vision", namespaces: ["a", "shared"], objects: [map("a"), map("b"), map("here")] },
  ]);
  assert.deepEqual(there.namespaces.map(({ name }) => name), ["shared"]);
});
