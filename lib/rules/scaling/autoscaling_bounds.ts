import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH131: an autoscaler whose bounds cross. */
export const autoscalingBounds: DefinitionRule = {
  code: "MESH131",
  name: "autoscaling-bounds",
  severity: "error",
  over: "definition",
  about: ["autoscaling"],
  summary: "An autoscaler's least number of pods is above its most",
  reason: "Kubernetes refuses such an autoscaler.",
  fix: "Raise `maxReplicas`, or lower `minReplicas`.",
  example: {
    wrong: `autoscaling: { minReplicas: 6, maxReplicas: 3 },`,
    right: `autoscaling: { minReplicas: 3, maxReplicas: 6 },`,
  },
  *check({ autoscaling }) {
    if (autoscaling === undefined || autoscaling.minReplicas <= autoscaling.maxReplicas) return;
    const { minReplicas, maxReplicas } = autoscaling;
    yield at(
      ["autoscaling", "maxReplicas"],
      `is ${maxReplicas}, must be at least minReplicas, which is ${minReplicas}`,
    );
  },
};
