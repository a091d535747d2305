import { isDeepStrictEqual } from "node:util";
import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH019: the same forced route twice. */
export const canaryRouteRepeated: DefinitionRule = {
  code: "MESH019",
  name: "canary-route-repeated",
  severity: "warning",
  over: "definition",
  about: ["canary"],
  summary: "Two forced routes have the same conditions",
  reason: "The second never gets a request. Most often one of them was meant to say something else.",
  fix: "Remove one, or correct its conditions.",
  example: {
    wrong: `canary: {
  image: "registry.example/team/backend:1.1.0",
  routes: [{ cookies: { beta: "yes" } }, { cookies: { beta: "yes" } }],
  steps: [10, 100],
  step: 0,
},`,
    right: `canary: {
  image: "registry.example/team/backend:1.1.0",
  routes: [{ cookies: { beta: "yes" } }, { cookies: { beta: "maybe" } }],
  steps: [10, 100],
  step: 0,
},`,
  },
  *check({ written: { canary } }) {
    const routes = canary?.routes ?? [];
    for (const [index, route] of routes.entries()) {
      const first = routes.findIndex((other) => isDeepStrictEqual(other, route));
      if (first < index) yield at(["canary", "routes", index], `says the same as canary.routes[${first}]`);
    }
  },
};
