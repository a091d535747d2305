import { knownNames } from "../known_names.ts";
import { secretUses } from "../secret_uses.ts";
import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH121: a reference to a Secret that isn't declared. */
export const unknownSecret: DefinitionRule = {
  code: "MESH121",
  name: "unknown-secret",
  severity: "error",
  over: "definition",
  about: ["env", "canary", "volumes"],
  summary: "A Secret is used that the service does not declare",
  reason: "Nobody has said where it comes from; without it the container doesn't start.",
  fix: 'Declare it in `secrets`, with `{ from: "existing" }` if somebody else keeps it.',
  example: {
    wrong: `env: { API_TOKEN: { secret: "credentails", key: "token" } },
secrets: { credentials: { from: "existing" } },
volumes: { keys: { mountPath: "/keys", secret: "credentials" } },`,
    right:
      `env: { API_TOKEN: { secret: "credentials", key: "token" } },\nsecrets: { credentials: { from: "existing" } },`,
  },
  *check({ written }) {
    const declared = written.secrets ?? {};
    for (const { secret, path } of secretUses(written)) {
      if (Object.hasOwn(declared, secret)) continue;
      const known = Object.keys(declared);
      const fix = known.length === 0 ? `add ${JSON.stringify(secret)} to secrets` : knownNames(secret, known);
      yield at(path, `is ${JSON.stringify(secret)}, which is not one of secrets`, fix);
    }
  },
};
