/** Whether what Git says is running, or what to do while it isn't. */
import { isStable } from "../actions/mod.ts";
import type { CanaryModel } from "../../model/types.ts";
import type { Action } from "./action.ts";
import type { ArgoState, DriverState } from "./state.ts";

function minutes(seconds: number): string {
  return seconds < 120 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}

function neverReady({ health, canaryHealth }: ArgoState): boolean {
  return (canaryHealth ?? health) !== "Healthy";
}

/**
 * An action where the rollout isn't done; undefined where the canary runs as Git says. Only a canary that has never been
 * rolled out can be too late: later on pods come and go, and the requests say what that does.
 */
export function awaitRollout(
  { now, git, argo, problem }: DriverState,
  canary: CanaryModel,
): Action | undefined {
  if (argo === undefined) {
    const reason = "no answer from the cluster about Argo CD's Application";
    return { kind: "wait", reason: problem === undefined ? reason : `${reason}: ${problem}` };
  }
  const { synced, health, canaryHealth, deployedAt, startedAt } = argo;
  const promoted = canary.weight === 100 && isStable(git.service);
  const abort = (reason: string): Action => {
    if (canary.weight === 0) return { kind: "hold", reasons: [`${reason}; it has no requests`] };
    if (promoted) {
      return { kind: "hold", reasons: [`${reason}; stable has its image, so there is no way back`] };
    }
    return { kind: "commit", move: "abort", reasons: [reason] };
  };
  if (startedAt === undefined && deployedAt === undefined) {
    return { kind: "wait", reason: "Argo CD hasn't begun to roll out the last commit" };
  }
  if (canaryHealth === "Degraded") return abort("the canary's Deployment is Degraded");
  if (deployedAt !== undefined && synced && health === "Healthy") return undefined;
  if (deployedAt !== undefined) {
    return { kind: "wait", reason: `Argo CD's Application is ${synced ? health : "not Synced"}` };
  }
  const taken = now - startedAt!;
  if (taken > canary.deadlineSeconds && neverReady(argo)) {
    if (promoted) {
      return { kind: "hold", reasons: [`stable isn't ready after ${minutes(taken)}, and nobody asks it`] };
    }
    return abort(
      `the canary isn't ready after ${minutes(taken)}, its deadline is ${minutes(canary.deadlineSeconds)}`,
    );
  }
  return { kind: "wait", reason: `Argo CD is rolling out the last commit (${health})` };
}
