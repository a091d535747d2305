import type { Frozen, StringMatchInput } from "../../model/types.ts";
import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** Whether a page of anybody's may come along. */
function isAnybody(match: Frozen<StringMatchInput>): boolean {
  if ("exact" in match) return match.exact === "*" || match.exact === "null";
  if ("prefix" in match) return /^[a-z]*:?\/{0,2}$/.test(match.prefix);
  return /^\^?\(?\.[*+]\)?\$?$/.test(match.regex) || /^\^?https\??:\/\/\.[*+]\$?$/.test(match.regex);
}

/** MESH093: everybody's pages may act as the user. */
export const corsCredentials: DefinitionRule = {
  code: "MESH093",
  name: "cors-credentials",
  severity: "error",
  over: "definition",
  about: ["traffic"],
  summary: "Cookies may come along from every origin",
  reason: "Any page that a user opens could act in the user's name and read the answers.",
  fix: "Name the origins, or remove `allowCredentials`.",
  example: {
    wrong: `traffic: { cors: { allowOrigins: [{ regex: ".*" }], allowCredentials: true } },`,
    right:
      `traffic: { cors: { allowOrigins: [{ exact: "https://app.example.com" }], allowCredentials: true } },`,
  },
  *check({ traffic: { cors } }) {
    if (cors?.allowCredentials !== true) return;
    const index = cors.allowOrigins.findIndex(isAnybody);
    if (index < 0) return;
    const text = `is true, but traffic.cors.allowOrigins[${index}] allows every origin`;
    yield at(["traffic", "cors", "allowCredentials"], text, "name the origins");
  },
};
