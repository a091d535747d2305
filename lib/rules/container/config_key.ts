import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH103: a setting that isn't the name of an environment variable. */
export const configKey: DefinitionRule = {
  code: "MESH103",
  name: "config-key",
  severity: "warning",
  over: "definition",
  about: ["config", "canary"],
  summary: "A key of `config` is not the name of an environment variable",
  reason:
    "Kubernetes before 1.34 leaves such a key out without failing, and shells can't read it: the process " +
    "runs with its default.",
  fix:
    "Use letters, digits and `_`, not beginning with a digit; or give the process a file with `configFiles`.",
  example: {
    wrong: `config: { "log.level": "info" },`,
    right: `config: { LOG_LEVEL: "info" },`,
  },
  *check({ written: { config, canary } }) {
    for (const [path, settings] of [[["config"], config], [["canary", "config"], canary?.config]] as const) {
      for (const name in settings) {
        if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) continue;
        const better = name.replace(/^[0-9]/, "_$&").replace(/[^A-Za-z0-9_]/g, "_").toUpperCase();
        yield at(
          [...path, name],
          "is not the name of an environment variable",
          `write ${better}, or use configFiles`,
        );
      }
    }
  },
};
