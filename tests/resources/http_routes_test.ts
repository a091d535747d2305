import assert from "node:assert/strict";
import { type Entry, httpRoutes } from "../../lib/resources/http_routes.ts";
import { canaryServiceModel, exposureModel } from "./mesh_model_fixture.ts";
import { httpPort, serviceModel } from "./service_model_fixture.ts";

const everything: Entry = { name: "", port: httpPort, match: {}, paths: ["/"], delegated: false };
const host = "backend-service.backend.svc.cluster.local";
const stable = { destination: { host, port: { number: 8080 }, subset: "stable" } };
const canary = { destination: { host, port: { number: 8080 }, subset: "canary" } };
const policy = { timeout: "15s", retries: { attempts: 0 } };
const names = (...args: Parameters<typeof httpRoutes>) => httpRoutes(...args).map(({ name }) => name);

Deno.test("without a canary one route leads to stable", () => {
  assert.deepEqual(httpRoutes(serviceModel({}), everything), [{
    name: "stable",
    route: [stable],
    ...policy,
  }]);
});

Deno.test("a forced route stands before the split, which always has both versions", () => {
  assert.deepEqual(httpRoutes(canaryServiceModel(), everything), [
    {
      name: "forced-1",
      match: [{ headers: { "x-canary": { exact: "true" } } }],
      route: [canary],
      ...policy,
    },
    { name: "split", route: [{ ...stable, weight: 90 }, { ...canary, weight: 10 }], ...policy },
  ]);
});

for (const weight of [0, 100]) {
  Deno.test(`at ${weight} % both versions stand in the split and the forced route stays`, () => {
    const routes = httpRoutes(
      canaryServiceModel({ weight, affinity: { cookie: "v", maxAge: "1h" } }),
      everything,
    );
    assert.deepEqual(routes.map(({ name }) => name), ["forced-1", "split"]);
    assert.deepEqual(routes[1]?.route, [{ ...stable, weight: 100 - weight }, { ...canary, weight }]);
  });
}

Deno.test("a forced route without any condition is left out: it would take every request", () => {
  const service = canaryServiceModel({ routes: [{}, { method: "GET" }] });
  for (const match of [{}, { port: 8080 }]) {
    assert.deepEqual(names(service, { ...everything, match }), ["forced-2", "split"]);
  }
});

Deno.test("affinity gives a cookie by chance and holds to it afterwards", () => {
  const service = canaryServiceModel({ affinity: { cookie: "backend-version", maxAge: "1h30m" } });
  const cookie = (version: string) => ({
    headers: {
      response: {
        add: { "set-cookie": `backend-version=${version}; Max-Age=5400; Path=/; HttpOnly; SameSite=Lax` },
      },
    },
  });
  const [, toCanary, toStable, split] = httpRoutes(service, everything);
  assert.deepEqual(toCanary, {
    name: "affinity-canary",
    match: [{ headers: { cookie: { regex: String.raw`(.*;\s*)?backend-version=canary(;.*)?` } } }],
    route: [canary],
    ...policy,
  });
  assert.deepEqual(toStable, {
    name: "affinity-stable",
    match: [{ headers: { cookie: { regex: String.raw`(.*;\s*)?backend-version=stable(;.*)?` } } }],
    route: [stable],
    ...policy,
  });
  assert.deepEqual(split?.route, [
    { ...stable, weight: 90, ...cookie("stable") },
    { ...canary, weight: 10, ...cookie("canary") },
  ]);
});

for (
  const [what, tls, secure] of [
    ["nobody outside", [], false],
    ["HTTPS alone", [{ secret: "s", redirect: true }], true],
    ["HTTPS and plain HTTP", [{ secret: "s", redirect: false }], false],
    ["HTTPS on one host, plain HTTP on another", [{ secret: "s", redirect: true }, undefined], false],
  ] as const
) {
  Deno.test(`for ${what} the cookie is ${secure ? "" : "not "}for HTTPS only`, () => {
    const exposures = tls.map((one) => exposureModel({ tls: one }));
    const service = canaryServiceModel({ affinity: { cookie: "v", maxAge: "1h" } }, { exposures });
    const added =
      httpRoutes(service, everything).at(-1)?.route?.[0]?.headers?.response?.add?.["set-cookie"] ?? "";
    assert.equal(added.endsWith("; Secure"), secure);
  });
}

Deno.test("copies go to the canary from where stable gets all, and from nowhere else", () => {
  const mirrored = (weight: number) =>
    httpRoutes(
      canaryServiceModel({ weight, mirrorPercent: 20, affinity: { cookie: "v", maxAge: "1h" } }),
      everything,
    )
      .filter(({ mirrors }) => mirrors !== undefined).map(({ name }) => name);
  assert.deepEqual(mirrored(0), ["split"]);
  assert.deepEqual(mirrored(10), ["affinity-stable"]);
  assert.deepEqual(mirrored(100), []);
});

Deno.test("an entry's name, conditions and paths are on each of its routes", () => {
  const entry: Entry = {
    name: "edge-",
    port: httpPort,
    match: { gateways: ["istio-ingress/a"] },
    paths: ["/a", "/b"],
    delegated: false,
  };
  const routes = httpRoutes(canaryServiceModel(), entry);
  assert.deepEqual(routes.map(({ name, match }) => [name, match]), [
    ["edge-forced-1", [
      { gateways: ["istio-ingress/a"], uri: { prefix: "/a" }, headers: { "x-canary": { exact: "true" } } },
      { gateways: ["istio-ingress/a"], uri: { prefix: "/b" }, headers: { "x-canary": { exact: "true" } } },
    ]],
    ["edge-split", [
      { gateways: ["istio-ingress/a"], uri: { prefix: "/a" } },
      { gateways: ["istio-ingress/a"], uri: { prefix: "/b" } },
    ]],
  ]);
});

Deno.test("a forced path that no path of the entry has in common is left out there", () => {
  const service = canaryServiceModel({ routes: [{ path: { prefix: "/c" } }, { path: { exact: "/a/x" } }] });
  const routes = httpRoutes(service, { ...everything, paths: ["/a", "/b"] });
  assert.deepEqual(routes.map(({ name, match }) => [name, match]), [
    ["forced-2", [{ uri: { exact: "/a/x" } }]],
    ["split", [{ uri: { prefix: "/a" } }, { uri: { prefix: "/b" } }]],
  ]);
});

Deno.test("where another VirtualService has compared the path, only a forced path is compared, each way by itself", () => {
  const service = canaryServiceModel({
    routes: [{ path: { prefix: "/" } }, { method: "GET" }, { path: { exact: "/a/x" } }],
  });
  const routes = httpRoutes(service, { ...everything, paths: ["/a", "/b"], delegated: true });
  assert.deepEqual(routes.map(({ name, match }) => [name, match]), [
    ["forced-1-1", [{ uri: { prefix: "/a" } }]],
    ["forced-1-2", [{ uri: { prefix: "/b" } }]],
    ["forced-2", [{ method: { exact: "GET" } }]],
    ["forced-3", [{ uri: { exact: "/a/x" } }]],
    ["split", undefined],
  ]);
});
