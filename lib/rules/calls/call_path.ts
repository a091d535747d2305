import { callsOf } from "../calls.ts";
import type { ServiceRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH049: a path limit that isn't exact or a prefix. */
export const callPath: ServiceRule = {
  code: "MESH049",
  name: "call-path",
  severity: "error",
  over: "service",
  about: ["calls"],
  summary: "A call's path has a star that is not at its end, or a query",
  reason:
    "An AuthorizationPolicy compares the whole path, or with a star at the end its beginning. Any other " +
    "star is taken letter by letter, and the query is no part of the path: the limit would never match.",
  fix: "Write an exact path, or one that ends in `*`.",
  example: {
    wrong: `calls: [{ service: "model", paths: ["/v1/*/predict"] }],\n// services/model.ts`,
    right: `calls: [{ service: "model", paths: ["/v1/*"] }],\n// services/model.ts`,
  },
  *check(service, view) {
    for (const { index, call } of callsOf(service, view)) {
      for (const [position, path] of call.paths?.entries() ?? []) {
        const here = ["calls", index, "paths", position];
        const star = path.indexOf("*");
        if (star >= 0 && star < path.length - 1) {
          yield at(here, `is ${JSON.stringify(path)}, where "*" must be the last character`);
        } else if (/[?#]/.test(path)) {
          yield at(here, `is ${JSON.stringify(path)}, must be a path without query`);
        }
      }
    }
  },
};
