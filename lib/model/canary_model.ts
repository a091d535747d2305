/** The canary policy with every default. */
import type { ServiceInput } from "../catalogue/types.ts";
import * as defaults from "./defaults.ts";
import { durationSeconds } from "./duration.ts";
import type { CanaryModel, Frozen } from "./types.ts";

/** The canary of a service; undefined where it has none. A step outside the list counts as the nearest one. */
export function canaryModel(written: Frozen<ServiceInput>): CanaryModel | undefined {
  const canary = written.canary;
  if (canary === undefined) return undefined;
  const steps = canary.steps.map((step) =>
    typeof step === "number"
      ? { weight: step, pause: undefined, manual: false }
      : { weight: step.weight, pause: step.pause, manual: step.manual ?? false }
  );
  const step = Math.min(canary.step, steps.length - 1);
  return {
    steps,
    step,
    weight: steps[step]?.weight ?? 0,
    paused: canary.paused ?? false,
    routes: canary.routes ?? defaults.forcedRoutes,
    mirrorPercent: canary.mirror?.percent,
    affinity: canary.affinity === undefined ? undefined : {
      cookie: canary.affinity.cookie ?? `${written.name}-version`,
      maxAge: canary.affinity.maxAge ?? "1h",
    },
    deadlineSeconds: Math.round(durationSeconds(canary.deadline ?? "600s")),
    analysis: canary.analysis === undefined ? undefined : { ...defaults.analysis, ...canary.analysis },
  };
}
