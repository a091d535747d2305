import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";
import { counted } from "../words.ts";

/** Istio knows one Cookie header; each order in which cookies may stand in it must be spelt out: 4 have 24 orders. */
const mostCookies = 4;

/** MESH025: a forced route with more cookies than can be compared. */
export const canaryRouteCookies: DefinitionRule = {
  code: "MESH025",
  name: "canary-route-cookies",
  severity: "error",
  over: "definition",
  about: ["canary"],
  summary: "A forced route has more than four cookies",
  reason:
    "All cookies of a request stand in one header, in any order, so a route must list every order: with " +
    "five there are 120.",
  fix: "Use at most four cookies in a route.",
  example: {
    wrong: `canary: {
  image: "registry.example/team/backend:1.1.0",
  routes: [{ cookies: { a: "1", b: "2", c: "3", d: "4", e: "5" } }],
  steps: [10, 100],
  step: 0,
},`,
    right: `canary: {
  image: "registry.example/team/backend:1.1.0",
  routes: [{ cookies: { a: "1", b: "2", c: "3", d: "4" } }],
  steps: [10, 100],
  step: 0,
},`,
  },
  *check({ written: { canary } }) {
    for (const [index, { cookies = {} }] of canary?.routes?.entries() ?? []) {
      const count = Object.keys(cookies).length;
      if (count <= mostCookies) continue;
      yield at(
        ["canary", "routes", index, "cookies"],
        `has ${counted(count, "cookie")}, must have at most ${mostCookies}`,
      );
    }
  },
};
