import type { ServiceRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH026: an expression for the path where a path has already been compared. */
export const canaryRoutePath: ServiceRule = {
  code: "MESH026",
  name: "canary-route-path",
  severity: "error",
  over: "service",
  about: ["canary"],
  summary: "A forced route compares the path by an expression on a service that has part of a host's paths",
  reason:
    "A request to such a service must have the exposed path and the route's. Istio compares a path once, " +
    "and an expression and a beginning can't be made one.",
  fix: "Compare the path with `exact` or `prefix`, or expose the service on the whole host.",
  example: {
    wrong: `expose: [{ host: "www", paths: ["/api"] }],
canary: {
  image: "registry.example/team/backend:1.1.0",
  routes: [{ path: { regex: "/api/v[0-9]+/beta" } }],
  steps: [10, 100],
  step: 0,
},`,
    right: `expose: [{ host: "www", paths: ["/api"] }],
canary: {
  image: "registry.example/team/backend:1.1.0",
  routes: [{ path: { prefix: "/api/beta" } }],
  steps: [10, 100],
  step: 0,
},`,
  },
  *check({ canary, exposures }) {
    if (canary === undefined || exposures.length === 0) return;
    const part = exposures.find(({ paths }) => !paths.includes("/"));
    if (part === undefined) return;
    for (const [index, { path }] of canary.routes.entries()) {
      if (path === undefined || !("regex" in path)) continue;
      const text = `compares by an expression, but the service has only some paths of ${part.host}`;
      yield at(["canary", "routes", index, "path"], text, "use exact or prefix");
    }
  },
};
