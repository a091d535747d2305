/** `set`: a weight of one's own choice. */
import { Refusal } from "../edit/refusal.ts";
import type { ValueChange } from "../edit/value_change.ts";
import { canaryOf, weightOf, weightsOf } from "./canary_of.ts";
import type { Move, Service } from "./move.ts";

/** The changes that lead to a weight: another step where one has it, or else a new step at its place. */
export function weightChanges(service: Service, weight: number): readonly ValueChange[] {
  const canary = canaryOf(service);
  const weights = weightsOf(canary);
  const known = weights.indexOf(weight);
  if (known !== -1) {
    return known === canary.step ? [] : [{ kind: "set", path: ["canary", "step"], value: known }];
  }
  const above = weights.findIndex((other) => other > weight);
  const index = above === -1 ? weights.length : above;
  return [
    { kind: "insert", path: ["canary", "steps"], index, value: weight },
    ...(index === canary.step
      ? []
      : [{ kind: "set", path: ["canary", "step"], value: index } satisfies ValueChange]),
  ];
}

/** Gives the canary a share of the requests, in percent from 0 to 100; a whole number, or a {@linkcode Refusal}. */
export function setWeight(service: Service, weight: number): Move {
  const canary = canaryOf(service);
  if (!Number.isInteger(weight) || weight < 0 || weight > 100) {
    throw new Refusal(`The weight is ${weight}, must be a whole number from 0 to 100`);
  }
  const changes = weightChanges(service, weight);
  const added = changes.some(({ kind }) => kind === "insert");
  return {
    changes,
    summary: `canary ${weightOf(canary)} % → ${weight} %`,
    next: added ? `${weight} % is a new step of the policy` : undefined,
  };
}
