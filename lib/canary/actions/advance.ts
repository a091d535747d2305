/** `advance`: the next step. */
import { Refusal } from "../edit/refusal.ts";
import { canaryOf, weightsOf } from "./canary_of.ts";
import type { Move, Service } from "./move.ts";

/** Takes the next step. Throws a {@linkcode Refusal} while the canary is paused, and at its last step. */
export function advance(service: Service): Move {
  const canary = canaryOf(service);
  const weights = weightsOf(canary);
  const [before, after] = [weights[canary.step], weights[canary.step + 1]];
  const command = `deno task canary ${service.name}`;
  if (canary.paused) {
    throw new Refusal(`The canary of ${JSON.stringify(service.name)} is paused`, {
      fix: `take it up again with "${command} resume"`,
    });
  }
  if (after === undefined) {
    throw new Refusal(
      `The canary of ${JSON.stringify(service.name)} is at its last step, which gives it ${before} %`,
      { fix: `make it stable with "${command} promote"` },
    );
  }
  return {
    changes: [{ kind: "set", path: ["canary", "step"], value: canary.step + 1 }],
    summary: `canary ${before} % → ${after} %`,
    next: after === 100
      ? `when it has proved itself there, "${command} promote" makes it stable`
      : `step ${canary.step + 2} of ${weights.length}`,
  };
}
