/** The driver as a pure function: from what Git, Argo CD and Prometheus say to the next action. */
import { isStable } from "../actions/mod.ts";
import { type Evidence, judge } from "../analysis/mod.ts";
import { durationSeconds } from "../../model/duration.ts";
import type { CanaryModel } from "../../model/types.ts";
import type { Action } from "./action.ts";
import { awaitRollout } from "./rollout.ts";
import type { DriverState } from "./state.ts";

/** How long a step lasts at the least, in seconds. */
function leastSeconds(canary: CanaryModel): number {
  return durationSeconds(canary.steps[canary.step]?.pause ?? canary.analysis?.interval ?? "60s");
}

/** Why a step isn't left although it could be; undefined: nothing is in the way. */
function held(canary: CanaryModel): string | undefined {
  if (canary.paused) return "the canary is paused";
  return canary.steps[canary.step]?.manual ? "a person must say so at this step" : undefined;
}

function forward(state: DriverState, canary: CanaryModel, since: number, reasons: readonly string[]): Action {
  const reason = held(canary);
  if (reason !== undefined) return { kind: "hold", reasons: [reason, ...reasons] };
  const left = since + leastSeconds(canary) - state.now;
  if (left > 0) return { kind: "wait", reason: `the step lasts ${Math.ceil(left)} s more at the least` };
  const last = canary.step + 1 >= canary.steps.length;
  return { kind: "commit", move: last ? "promote" : "advance", reasons };
}

/**
 * Decides. The same state leads to the same action, whoever asks and however often, so that a driver may be killed and
 * started again, and of two drivers one merely comes too late. `evidence` is given on the second call, after the first
 * has asked for it with `measure`.
 */
export function nextAction(state: DriverState, evidence?: Evidence): Action {
  const { git, argo } = state;
  const { canary, service } = git;
  if (canary === undefined) return { kind: "done", reason: `${service.name} has no canary in this cluster` };
  const rollout = awaitRollout(state, canary);
  const since = argo?.deployedAt;
  const judged = canary.weight > 0 && canary.analysis !== undefined &&
    !(canary.weight === 100 && isStable(service));
  // What runs and has requests can be shown to be bad at any time; for the next step all has to be well.
  if (rollout !== undefined && !(rollout.kind === "wait" && since !== undefined && judged)) return rollout;
  if (since === undefined) throw new Error("What isn't rolled out can't be judged");
  if (canary.weight === 100 && isStable(service)) {
    if (canary.paused) return { kind: "hold", reasons: ["the canary is paused"] };
    const reason = "stable has the canary's image and is Healthy, while nobody asks it";
    return { kind: "commit", move: "promote", reasons: [reason] };
  }
  if (canary.weight === 0) {
    return forward(state, canary, since, ["its pods are ready, and it has no requests yet"]);
  }
  if (canary.analysis === undefined) {
    return { kind: "hold", reasons: ["there is no analysis, so that no step is automatic"] };
  }
  if (evidence === undefined) return { kind: "measure", since };
  const step = { weight: canary.weight, steps: canary.steps.length };
  const { decision, reasons } = judge(canary.analysis, step, evidence);
  if (decision === "abort") return { kind: "commit", move: "abort", reasons };
  if (rollout !== undefined) return rollout;
  return decision === "advance" ? forward(state, canary, since, reasons) : { kind: "hold", reasons };
}
