import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH014: a forced route that matches everything. */
export const canaryRouteCondition: DefinitionRule = {
  code: "MESH014",
  name: "canary-route-condition",
  severity: "error",
  over: "definition",
  about: ["canary"],
  summary: "A forced route has no condition",
  reason:
    "Without a condition it matches every request: all of them would go to the canary, whatever the weight.",
  fix: "Name a header, cookie, path or method, or remove the route.",
  example: {
    wrong:
      `canary: { image: "registry.example/team/backend:1.1.0", routes: [{}], steps: [10, 100], step: 0 },`,
    right: `canary: {
  image: "registry.example/team/backend:1.1.0",
  routes: [{ cookies: { beta: "yes" } }],
  steps: [10, 100],
  step: 0,
},`,
  },
  *check({ written: { canary } }) {
    for (const [index, route] of canary?.routes?.entries() ?? []) {
      const names = Object.keys(route.headers ?? {}).length + Object.keys(route.cookies ?? {}).length;
      if (names > 0 || route.path !== undefined || route.method !== undefined) continue;
      const text = "has no condition, so every request would go to the canary";
      yield at(["canary", "routes", index], text, "name a header, cookie, path or method");
    }
  },
};
