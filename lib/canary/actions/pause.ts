/** `pause` and `resume`. */
import { canaryOf, weightOf } from "./canary_of.ts";
import type { Move, Service } from "./move.ts";

/** Holds the canary at its step: nothing advances until it is taken up again. */
export function pause(service: Service): Move {
  const canary = canaryOf(service);
  return {
    changes: canary.paused ? [] : [{ kind: "set", path: ["canary", "paused"], value: true, after: "step" }],
    summary: `canary paused at ${weightOf(canary)} %`,
    next: `"deno task canary ${service.name} resume" takes it up again`,
  };
}

/** Lets the canary go on. */
export function resume(service: Service): Move {
  const canary = canaryOf(service);
  return {
    changes: canary.paused ? [{ kind: "set", path: ["canary", "paused"], value: false }] : [],
    summary: `canary goes on at ${weightOf(canary)} %`,
    next: undefined,
  };
}
