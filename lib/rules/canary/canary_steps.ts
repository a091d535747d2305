import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH012: the weights of a canary's steps aren't percentages that rise. */
export const canarySteps: DefinitionRule = {
  code: "MESH012",
  name: "canary-steps",
  severity: "error",
  over: "definition",
  about: ["canary"],
  summary: "The weights of a canary's steps are not whole percentages that rise",
  reason:
    "A weight is the canary's share of the requests, and stable gets the rest: below 0 or above 100 there " +
    "is no rest. Istio takes whole percents only. A step that doesn't give more than the one before is not " +
    "a step forward.",
  fix: "Write whole numbers from 0 to 100, each greater than the one before.",
  example: {
    wrong: `canary: { image: "registry.example/team/backend:1.1.0", steps: [10, 50, 120], step: 0 },`,
    right: `canary: { image: "registry.example/team/backend:1.1.0", steps: [10, 50, 100], step: 0 },`,
  },
  *check({ written: { canary } }) {
    if (canary === undefined) return;
    let before: number | undefined;
    for (const [index, step] of canary.steps.entries()) {
      const weight = typeof step === "number" ? step : step.weight;
      const path = ["canary", "steps", index, ...(typeof step === "number" ? [] : ["weight"])];
      if (weight < 0) yield at(path, `is ${weight}, must be at least 0`);
      else if (weight > 100) yield at(path, `is ${weight}, must be at most 100`);
      else if (!Number.isInteger(weight)) yield at(path, `is ${weight}, must be a whole number`);
      else if (before !== undefined && weight <= before) {
        yield at(path, `is ${weight}, must be above the step before it, which is ${before}`);
      }
      before = weight;
    }
  },
};
