/** `abort`: all requests go back to stable. */
import { Refusal } from "../edit/refusal.ts";
import type { ValueChange } from "../edit/value_change.ts";
import { canaryOf, weightOf } from "./canary_of.ts";
import type { Move, Service } from "./move.ts";
import { isStable } from "./promote.ts";
import { weightChanges } from "./set_weight.ts";

/**
 * Takes all requests from the canary and pauses it; its pods stay, to be looked at. With `remove` they go too, and
 * the policy with them. Throws a {@linkcode Refusal} where stable has the canary's image already, since there is
 * nothing to go back to then.
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
  if (remove) {
    return {
      changes: [{ kind: "remove", path: ["canary"] }],
      summary: `canary ${weight} % → removed`,
      next: undefined,
    };
  }
  const changes: readonly ValueChange[] = [
    ...weightChanges(service, 0),
    ...(canary.paused
      ? []
      : [{ kind: "set", path: ["canary", "paused"], value: true, after: "step" } satisfies ValueChange]),
  ];
  return {
    changes,
    summary: `canary ${weight} % → 0 %, aborted`,
    next:
      `"${command} start --image <reference>" tries another, "${command} abort --remove" takes its pods away`,
  };
}
