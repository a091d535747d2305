import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH070: egress to whoever. */
export const egressWildcard: DefinitionRule = {
  code: "MESH070",
  name: "egress-wildcard",
  severity: "error",
  over: "definition",
  about: ["egress"],
  summary: "Egress to a wildcard",
  reason:
    "`*.example.com` lets a broken-in pod send data to any name below, which anybody may own; and Istio " +
    "can't resolve a wildcard, so it wouldn't work either.",
  fix: "Name each host.",
  example: {
    wrong: `egress: [{ host: "*.example.com" }],`,
    right: `egress: [{ host: "api.example.com" }],`,
  },
  *check({ written }) {
    for (const [index, { host }] of written.egress?.entries() ?? []) {
      if (host.includes("*")) {
        yield at(["egress", index, "host"], `is ${JSON.stringify(host)}, must be one host`, "name each host");
      }
    }
  },
};
