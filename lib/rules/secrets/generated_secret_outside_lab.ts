import type { ServiceRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH124: a Secret that nobody makes. */
export const generatedSecretOutsideLab: ServiceRule = {
  code: "MESH124",
  name: "generated-secret-outside-lab",
  severity: "error",
  over: "service",
  about: ["secrets"],
  summary: "A Secret is to be generated outside a lab",
  reason:
    "Only whoever starts a lab makes random values. Elsewhere nobody would, and the container wouldn't " +
    "start.",
  fix: "Use `externalSecret`, `sealedSecret` or `existing` in that cluster, and write `generated` in the " +
    "lab's overlay.",
  example: {
    wrong: `env: { API_TOKEN: { secret: "credentials", key: "token" } },
secrets: { credentials: { from: "generated", keys: { token: {} } } },
// overlays/prod.ts`,
    right: `env: { API_TOKEN: { secret: "credentials", key: "token" } },
secrets: { credentials: { from: "generated", keys: { token: {} } } },
// overlays/prod.ts
services: { backend: { secrets: { credentials: { from: "existing" } } } },`,
  },
  *check({ written }, { cluster }) {
    if (cluster === undefined || cluster.lab) return;
    for (const [name, { from }] of Object.entries(written.secrets ?? {})) {
      if (from !== "generated") continue;
      const text = `is "generated", but ${cluster.name} is not a lab`;
      yield at(["secrets", name, "from"], text, `say in ${cluster.file} where it comes from`);
    }
  },
};
