import { secretUses } from "../secret_uses.ts";
import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH122: a Secret that nobody reads. */
export const unusedSecret: DefinitionRule = {
  code: "MESH122",
  name: "unused-secret",
  severity: "warning",
  over: "definition",
  about: ["secrets"],
  summary: "A Secret is declared and not used",
  reason:
    "It is fetched into the cluster, where it can be stolen, for nobody; or the variable that should read " +
    "it is missing.",
  fix: "Use it in `env` or `volumes`, or remove it.",
  example: {
    wrong: `secrets: { credentials: { from: "existing" } },`,
    right:
      `env: { API_TOKEN: { secret: "credentials", key: "token" } },\nsecrets: { credentials: { from: "existing" } },`,
  },
  *check({ written }) {
    if (written.secrets === undefined) return;
    const used = new Set(secretUses(written).map(({ secret }) => secret));
    for (const name in written.secrets) {
      if (!used.has(name)) {
        yield at(["secrets", name], "is not used in env or volumes", "use it, or remove it");
      }
    }
  },
};
