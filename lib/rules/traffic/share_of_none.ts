import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH095: a share of nothing. */
export const shareOfNone: DefinitionRule = {
  code: "MESH095",
  name: "share-of-none",
  severity: "warning",
  over: "definition",
  about: ["traffic", "canary"],
  summary: "A mirror or fault is for 0 percent of the requests",
  reason: "It does nothing, though a reader may believe that it is tried out.",
  fix: "Raise `percent`, or remove the setting.",
  example: {
    wrong: `traffic: { mirror: { service: "shadow", percent: 0 } },\n// services/shadow.ts`,
    right: `traffic: { mirror: { service: "shadow", percent: 5 } },\n// services/shadow.ts`,
  },
  *check({ written: { traffic, canary } }) {
    const shares = [
      [["traffic", "mirror", "percent"], traffic?.mirror?.percent],
      [["traffic", "fault", "delay", "percent"], traffic?.fault?.delay?.percent],
      [["traffic", "fault", "abort", "percent"], traffic?.fault?.abort?.percent],
      [["canary", "mirror", "percent"], canary?.mirror?.percent],
    ] as const;
    for (const [path, percent] of shares) {
      if (percent === 0) yield at(path, "is 0, so it does nothing", "raise it, or remove the setting");
    }
  },
};
