import { isDeepStrictEqual } from "node:util";
import { formatValue } from "../../value_path.ts";
import type { ServiceRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH013: a canary that is the same as stable. */
export const canaryDiffers: ServiceRule = {
  code: "MESH013",
  name: "canary-differs",
  severity: "error",
  over: "service",
  about: ["canary"],
  summary: "A canary is equal to stable",
  reason: "Twice the same pods prove nothing: the comparison passes whatever the new version does.",
  fix: "Give the canary another image, environment, configuration or resources, or remove it.",
  example: {
    wrong: `canary: { image: "registry.example/team/backend:1.0.0", steps: [10, 100], step: 0 },`,
    right: `canary: { image: "registry.example/team/backend:1.1.0", steps: [10, 100], step: 0 },`,
  },
  *check({ versions: [stable, canary] }) {
    if (stable === undefined || canary === undefined || stable.image !== canary.image) return;
    const differs = !isDeepStrictEqual(stable.env, canary.env) ||
      !isDeepStrictEqual(stable.config, canary.config) ||
      !isDeepStrictEqual(stable.resources, canary.resources);
    if (differs) return;
    const text = `is ${formatValue(canary.image)}, the same as image, and nothing else differs`;
    yield at(["canary", "image"], text, "name the new version's image, or remove canary");
  },
};
