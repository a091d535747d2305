import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** Istio ignores these among a match's headers; each has a field of its own. Source: Istio, HTTPMatchRequest. */
const ignored: Readonly<Record<string, string>> = {
  authority: "a host belongs in expose",
  method: "use method",
  scheme: "the scheme can't be matched",
  uri: "use path",
};

/** MESH015: a header that can never match. */
export const canaryHeaderName: DefinitionRule = {
  code: "MESH015",
  name: "canary-header-name",
  severity: "error",
  over: "definition",
  about: ["canary"],
  summary: "A forced route's header is not a header name in lower case",
  reason:
    "Proxies compare header names in lower case, so a name with capitals never matches and the route is " +
    "dead. Istio leaves out `uri`, `method`, `scheme` and `authority`, and cookies stand in a header of " +
    "their own.",
  fix: "Write the header in lower case; use `path`, `method` and `cookies` for what has a field.",
  example: {
    wrong: `canary: {
  image: "registry.example/team/backend:1.1.0",
  routes: [{ headers: { "X-Canary": { exact: "true" } } }],
  steps: [10, 100],
  step: 0,
},`,
    right: `canary: {
  image: "registry.example/team/backend:1.1.0",
  routes: [{ headers: { "x-canary": { exact: "true" } } }],
  steps: [10, 100],
  step: 0,
},`,
  },
  *check({ written: { canary } }) {
    for (const [index, { headers, cookies }] of canary?.routes?.entries() ?? []) {
      for (const name of Object.keys(headers ?? {})) {
        const path = ["canary", "routes", index, "headers", name];
        const lower = name.toLowerCase();
        if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) yield at(path, "is not the name of a header");
        else if (name !== lower) yield at(path, "must be in lower case", `write ${JSON.stringify(lower)}`);
        else if (Object.hasOwn(ignored, name)) yield at(path, "is left out by Istio", ignored[name]);
        else if (name === "cookie" && cookies !== undefined) {
          yield at(path, "stands beside cookies, which is the same header", "use cookies alone");
        }
      }
    }
  },
};
