import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH023: the affinity's cookie is one that people set themselves. */
export const canaryAffinityCookie: DefinitionRule = {
  code: "MESH023",
  name: "canary-affinity-cookie",
  severity: "error",
  over: "definition",
  about: ["canary"],
  summary: "The affinity's cookie is also a forced route's",
  reason:
    "The proxy would set the cookie to the version's name and so overwrite what the forced route looks for.",
  fix: "Name one of the two cookies differently.",
  example: {
    wrong: `canary: {
  image: "registry.example/team/backend:1.1.0",
  routes: [{ cookies: { version: "canary" } }],
  affinity: { cookie: "version" },
  steps: [10, 100],
  step: 0,
},`,
    right: `canary: {
  image: "registry.example/team/backend:1.1.0",
  routes: [{ cookies: { beta: "yes" } }],
  affinity: { cookie: "version" },
  steps: [10, 100],
  step: 0,
},`,
  },
  *check({ canary }) {
    const cookie = canary?.affinity?.cookie;
    if (cookie === undefined) return;
    for (const [index, route] of canary!.routes.entries()) {
      if (!Object.hasOwn(route.cookies ?? {}, cookie)) continue;
      const text = `is ${JSON.stringify(cookie)}, also a condition of canary.routes[${index}]`;
      yield at(["canary", "affinity", "cookie"], text, "choose another cookie");
    }
  },
};
