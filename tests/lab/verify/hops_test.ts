import assert from "node:assert/strict";
import { hopsOf } from "../../../lab/verify/hops.ts";
import { hopsWithRoute } from "../../../lab/verify/proofs/forced_routes.ts";
import { lab, service } from "../../model/catalogue_fixture.ts";

const canary = (name: string) => ({
  image: `registry.example/${name}:1.1.0`,
  steps: [10],
  step: 0,
  routes: [{ headers: { "x-canary": { exact: "true" } } }],
});

const TIERS = [
  service("ml", { canary: canary("ml") }),
  service("backend", { calls: [{ service: "ml" }], canary: canary("backend") }),
  service("frontend", { calls: [{ service: "backend" }, { service: "plain" }], expose: [{ host: "www" }] }),
  service("plain", { mesh: false }),
  service("job", { calls: [{ service: "ml" }] }),
];

Deno.test("hops begin at the gateway and follow the calls; callees outside the mesh have none", () => {
  assert.deepEqual(hopsOf(lab(TIERS)).map(({ name }) => name), [
    "gateway → frontend",
    "frontend → backend",
    "backend → ml",
    "job → ml",
  ]);
});

Deno.test("a service with several HTTP ports has a hop for each", () => {
  const ports = [{ name: "http", port: 80 }, { name: "admin", port: 81 }, {
    name: "db",
    port: 82,
    protocol: "tcp" as const,
  }];
  const names = hopsOf(lab([service("a", { ports }), service("b", { calls: [{ service: "a" }] })])).map((
    { name },
  ) => name);
  assert.deepEqual(names.toSorted(), ["b → a (admin)", "b → a (http)"]);
});

Deno.test("a header has to survive along all tiers that have the same route, and no further", () => {
  const hops = hopsOf(lab(TIERS));
  const route = { headers: { "x-canary": { exact: "true" } } };
  const names = (first: string) => hopsWithRoute(hops, first, route).map(({ name }) => name);
  assert.deepEqual(names("frontend"), ["frontend → backend", "backend → ml"]);
  assert.deepEqual(names("backend"), ["backend → ml"]);
  assert.deepEqual(hopsWithRoute(hops, "frontend", { headers: { "x-other": { exact: "true" } } }), []);
});
