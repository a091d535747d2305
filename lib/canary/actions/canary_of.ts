/** The canary of a service, or the reason why there is none to move. */
import { Refusal } from "../edit/refusal.ts";
import type { Service } from "./move.ts";

/** The policy as it is written. */
export type WrittenCanary = NonNullable<Service["canary"]>;

/** The policy of a service. Throws a {@linkcode Refusal} where it has none. */
export function canaryOf(service: Service): WrittenCanary {
  if (service.canary !== undefined) return service.canary;
  throw new Refusal(`${JSON.stringify(service.name)} has no canary`, {
    fix: `start one with "deno task canary ${service.name} start --image <reference>"`,
  });
}

/** The weights of the steps. Unit: percent. */
export function weightsOf({ steps }: WrittenCanary): readonly number[] {
  return steps.map((step) => typeof step === "number" ? step : step.weight);
}

/** The weight of the current step. Unit: percent. */
export function weightOf(canary: WrittenCanary): number {
  return weightsOf(canary)[canary.step] ?? 0;
}
