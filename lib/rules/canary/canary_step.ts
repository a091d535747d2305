import type { ServiceRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH011: the current step isn't one of the steps. */
export const canaryStep: ServiceRule = {
  code: "MESH011",
  name: "canary-step",
  severity: "error",
  over: "service",
  about: ["canary"],
  summary: "The current step of a canary is past its last",
  reason: "`canary.step` counts from 0; past the last step there is no weight to render.",
  fix: "Choose a step from 0 to one less than the number of steps.",
  example: {
    wrong: `canary: { image: "registry.example/team/backend:1.1.0", steps: [10, 50, 100], step: 3 },`,
    right: `canary: { image: "registry.example/team/backend:1.1.0", steps: [10, 50, 100], step: 2 },`,
  },
  *check({ written: { canary }, difference }, { cluster }) {
    if (canary === undefined || canary.step < canary.steps.length) return;
    const last = canary.steps.length - 1;
    const steps = last === 0 ? "is 1 step" : `are ${last + 1} steps`;
    // The file that is named may be the service's while the steps are the cluster's.
    const own = difference?.canary;
    const where = own && own.steps !== undefined && cluster !== undefined ? ` in ${cluster.name}` : "";
    const text = `is ${canary.step}, must be at most ${last}: there ${steps}${where}, counted from 0`;
    yield at(["canary", "step"], text);
  },
};
