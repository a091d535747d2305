import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH072: the same egress twice. */
export const egressRepeated: DefinitionRule = {
  code: "MESH072",
  name: "egress-repeated",
  severity: "error",
  over: "definition",
  about: ["egress"],
  summary: "A service has two egress entries for one host and port",
  reason: "The proxy can follow only one of them; which one is not said anywhere.",
  fix: "Keep one of the two.",
  example: {
    wrong: `egress: [{ host: "api.example.com" }, { host: "api.example.com", protocol: "HTTPS" }],`,
    right: `egress: [{ host: "api.example.com" }, { host: "api.example.com", port: 8443 }],`,
  },
  *check({ egress }) {
    for (const [index, { host, port }] of egress.entries()) {
      const first = egress.findIndex((other) => other.host === host && other.port === port);
      if (first === index) continue;
      yield at(
        ["egress", index],
        `is ${JSON.stringify(`${host}:${port}`)}, as is egress[${first}]`,
        "keep one of them",
      );
    }
  },
};
