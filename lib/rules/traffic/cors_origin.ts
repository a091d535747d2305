import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** What a browser sends as Origin: scheme, host and perhaps port, nothing after. */
const origin = /^[a-z][a-z0-9+.-]*:\/\/[^/?#\s]+$/;

/** MESH092: an origin that no browser sends. */
export const corsOrigin: DefinitionRule = {
  code: "MESH092",
  name: "cors-origin",
  severity: "error",
  over: "definition",
  about: ["traffic"],
  summary: "An allowed origin is not a scheme and a host",
  reason:
    "Browsers send `https://app.example.com`: without scheme, or with a path or a last slash, it never " +
    "matches.",
  fix: "Write scheme and host, and the port if it isn't the scheme's own.",
  example: {
    wrong: `traffic: { cors: { allowOrigins: [{ exact: "app.example.com" }] } },`,
    right: `traffic: { cors: { allowOrigins: [{ exact: "https://app.example.com" }] } },`,
  },
  *check({ traffic: { cors } }) {
    for (const [index, match] of cors?.allowOrigins.entries() ?? []) {
      if (!("exact" in match) || match.exact === "*" || match.exact === "null" || origin.test(match.exact)) {
        continue;
      }
      const text = `is ${JSON.stringify(match.exact)}, must be an origin such as "https://app.example.com"`;
      yield at(["traffic", "cors", "allowOrigins", index, "exact"], text);
    }
  },
};
