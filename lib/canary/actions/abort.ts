/** `abort`: all requests go back to stable. */
import { Refusal } from "../edit/refusal.ts";
import type { ValueChange } from "../edit/value_change.ts";
import { canaryOf, weightOf } from "./canary_of.ts";
import type { Move, Service } from "./move.ts";
import { isStable } from "./promote.ts";
import { weightChanges } from "./set_weight.ts";

/** Takes the canary away, and its policy with it: safe only where it gets no request. */
export function removeCanary(service: Service): Move {
  return {
    changes: [{ kind: "remove", path: ["canary"] }],
    summary: `canary ${weightOf(canaryOf(service))} % → removed`,
    next: undefined,
    rescue: true,
  };
}

/**
 * Takes all requests from the canary and pauses it; its pods stay, to be looked at. With `remove` a canary that gets no
 * request goes, and the policy with it; one that gets some loses those first. Throws a {@linkcode Refusal} where stable
 * has the canary's image already, since there is nothing to go back to then.
 */
export function abort(service: Service, { remove = false }: { readonly remove?: boolean } = {}): Move {
  const canary = canaryOf(service);
  const weight = weightOf(canary);
  const command = `deno task canary ${service.name}`;
  if (isStable(service) && weight === 100) {
    throw new Refusal(`Stable of ${JSON.stringify(service.name)} has the canary's image already`, {
      fix: `end it with "${command} promote", or take back the commit with "git revert"`,
    });
  }
  if (remove && weight === 0) return removeCanary(service);
  const changes: readonly ValueChange[] = [
    ...weightChanges(service, 0),
    ...(canary.paused
      ? []
      : [{ kind: "set", path: ["canary", "paused"], value: true, after: "step" } satisfies ValueChange]),
  ];
  return {
    changes,
    summary: `canary ${weight} % → 0 %, aborted`,
    next: remove
      ? `when Argo CD is Synced and Healthy, "${command} abort --remove" again: its pods and its policy go`
      : `"${command} start --image <reference>" tries another, "${command} abort --remove" takes its pods away`,
    rescue: true,
  };
}
