import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH021: a pause that nobody waits for. */
export const canaryPause: DefinitionRule = {
  code: "MESH021",
  name: "canary-pause",
  severity: "warning",
  over: "definition",
  about: ["canary"],
  summary: "A step has a pause although no step is automatic",
  reason:
    "A pause is the least time before the next automatic step; without an analysis there is none, so it " +
    "does nothing.",
  fix: "Add `canary.analysis`, or write the step as a number.",
  example: {
    wrong: `canary: {
  image: "registry.example/team/backend:1.1.0",
  steps: [{ weight: 10, pause: "10m" }, 100],
  step: 0,
},`,
    right: `canary: {
  image: "registry.example/team/backend:1.1.0",
  steps: [{ weight: 10, pause: "10m" }, 100],
  step: 0,
  analysis: { metrics: [{ kind: "success-rate", minimum: 99 }] },
},`,
  },
  *check({ written: { canary } }) {
    if (canary === undefined || canary.analysis !== undefined) return;
    for (const [index, step] of canary.steps.entries()) {
      if (typeof step === "number" || step.pause === undefined) continue;
      const text = `is ${JSON.stringify(step.pause)}, but without canary.analysis no step is automatic`;
      yield at(["canary", "steps", index, "pause"], text, "add canary.analysis, or remove pause");
    }
  },
};
