import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH102: a setting whose value is overruled. */
export const envDefinedTwice: DefinitionRule = {
  code: "MESH102",
  name: "env-defined-twice",
  severity: "error",
  over: "definition",
  about: ["config", "canary"],
  summary: "An environment variable stands both in `env` and in `config`",
  reason:
    "Both become variables of the process, and `env` wins: whoever changes the other wonders why nothing " +
    "happens.",
  fix: "Keep it in one place.",
  example: {
    wrong: `env: { LOG_LEVEL: "debug" },\nconfig: { LOG_LEVEL: "info" },`,
    right: `config: { LOG_LEVEL: "info" },`,
  },
  *check({ written: { env = {}, config, canary } }) {
    const fix = "keep one of the two";
    for (const name in config) {
      if (Object.hasOwn(env, name)) yield at(["config", name], "is also in env, which wins", fix);
    }
    for (const name in canary?.config) {
      const where = Object.hasOwn(canary.env ?? {}, name)
        ? "canary.env"
        : Object.hasOwn(env, name)
        ? "env"
        : undefined;
      if (where !== undefined) yield at(["canary", "config", name], `is also in ${where}, which wins`, fix);
    }
  },
};
