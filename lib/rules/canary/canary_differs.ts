import { isDeepStrictEqual } from "node:util";
import { formatValue } from "../../value_path.ts";
import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH013: a canary that is the same as stable. */
export const canaryDiffers: DefinitionRule = {
  code: "MESH013",
  name: "canary-differs",
  severity: "error",
  over: "definition",
  about: ["canary"],
  summary: "A canary that doesn't get every request is equal to stable",
  reason:
    "Twice the same pods prove nothing: the comparison passes whatever the new version does. At 100 % it is " +
    "how a canary ends: stable takes its image while nobody asks stable, and the next commit removes the canary.",
  fix: "Give the canary another image, environment, configuration or resources, or remove it.",
  example: {
    wrong: `canary: { image: "registry.example/team/backend:1.0.0", steps: [10, 100], step: 0 },`,
    right: `canary: { image: "registry.example/team/backend:1.1.0", steps: [10, 100], step: 0 },`,
  },
  *check({ versions: [stable, canary], canary: policy }) {
    if (stable === undefined || canary === undefined || stable.image !== canary.image) return;
    // So ends a canary: while it gets every request stable takes its image, and only then it is removed.
    if (policy?.weight === 100) return;
    const differs = !isDeepStrictEqual(stable.env, canary.env) ||
      !isDeepStrictEqual(stable.config, canary.config) ||
      !isDeepStrictEqual(stable.resources, canary.resources);
    if (differs) return;
    const text = `is ${formatValue(canary.image)}, the same as image, and nothing else differs`;
    yield at(["canary", "image"], text, "name the new version's image, or remove canary");
  },
};
