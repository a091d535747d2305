import type { Frozen, SecretSourceInput } from "../../model/types.ts";
import { knownNames } from "../known_names.ts";
import { secretUses } from "../secret_uses.ts";
import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** The keys that a Secret will have; undefined where the catalogue doesn't know. */
function keysOf(source: Frozen<SecretSourceInput>): readonly string[] | undefined {
  switch (source.from) {
    case "existing":
      return undefined;
    case "externalSecret":
      return Object.keys(source.data);
    case "sealedSecret":
      return Object.keys(source.encryptedData);
    case "generated":
      return Object.keys(source.keys);
  }
}

/** MESH123: a key that the Secret won't have. */
export const unknownSecretKey: DefinitionRule = {
  code: "MESH123",
  name: "unknown-secret-key",
  severity: "error",
  over: "definition",
  about: ["secrets"],
  summary: "A variable reads a key that its Secret does not have",
  reason: "The container doesn't start until the key is there.",
  fix: "Correct the key, or add it to the Secret.",
  example: {
    wrong: `env: { API_TOKEN: { secret: "credentials", key: "tokne" } },
secrets: { credentials: { from: "externalSecret", store: { name: "vault" }, data: { token: { key: "vision/backend" } } } },`,
    right: `env: { API_TOKEN: { secret: "credentials", key: "token" } },
secrets: { credentials: { from: "externalSecret", store: { name: "vault" }, data: { token: { key: "vision/backend" } } } },`,
  },
  *check({ written }) {
    if (written.secrets === undefined) return;
    for (const { secret, key, optional, path } of secretUses(written)) {
      const source = written.secrets[secret];
      const known = source === undefined ? undefined : keysOf(source);
      if (key === undefined || optional || known === undefined || known.includes(key)) continue;
      const text = `is ${JSON.stringify(key)}, which secrets[${JSON.stringify(secret)}] does not have`;
      yield at([...path.slice(0, -1), "key"], text, knownNames(key, known));
    }
  },
};
