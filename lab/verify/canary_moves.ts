import {
  abort,
  type Move,
  promote,
  type Service,
  setWeight,
  weightOf,
  weightsOf,
} from "../../lib/canary/actions/mod.ts";

/** A commit that moves canaries. */
export interface CanaryCommit {
  /** For people, such as `up`. */
  readonly name: string;
  /** What to do with a service; `undefined`: nothing. `first` is the service before any of these commits. */
  readonly move: (service: Service, first: Service | undefined) => Move | undefined;
}

/** To be made from the catalogue as it is, one after the other: a step up, back, and a whole promotion. */
export const PROMOTION: readonly CanaryCommit[] = Object.freeze([
  { name: "up", move: stepUp },
  { name: "down", move: stepBack },
  { name: "promotion, everything to canary", move: everything },
  { name: "promotion, stable becomes what canary is", move: promoteFurther },
  { name: "promotion, canary goes", move: promoteFurther },
]);

/** To be made from the catalogue as it is: the canary loses its requests, then its pods. */
export const ABORT: readonly CanaryCommit[] = Object.freeze([
  { name: "abort", move: (service: Service) => hasCanary(service) ? abort(service) : undefined },
  {
    name: "abort, canary goes",
    move: (service: Service) => hasCanary(service) ? abort(service, { remove: true }) : undefined,
  },
]);

/** The next higher weight of a canary's steps. */
function stepUp(service: Service): Move | undefined {
  const { canary } = service;
  if (canary === undefined) return undefined;
  const now = weightOf(canary);
  const next = weightsOf(canary).find((weight) => weight > now);
  return next === undefined ? undefined : setWeight(service, next);
}

function stepBack(service: Service, first: Service | undefined): Move | undefined {
  return service.canary === undefined || first?.canary === undefined
    ? undefined
    : setWeight(service, weightOf(first.canary));
}

/** The last of a canary's steps, whatever is between: `promote` takes no step that its policy wants to be looked at. */
function everything(service: Service): Move | undefined {
  const { canary } = service;
  if (canary === undefined) return undefined;
  const last = Math.max(...weightsOf(canary));
  return weightOf(canary) < last ? setWeight(service, last) : promote(service);
}

function promoteFurther(service: Service): Move | undefined {
  return hasCanary(service) ? promote(service) : undefined;
}

function hasCanary({ canary }: Service): boolean {
  return canary !== undefined;
}
