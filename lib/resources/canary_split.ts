/** How requests are shared between the two versions. */
import type { CanaryModel } from "../model/types.ts";

/** The shares of both versions. Unit: percent of requests; they sum to 100. */
export interface Split {
  /** What stable gets. */
  readonly stable: number;
  /** What the canary gets. */
  readonly canary: number;
}

/** The split at a canary's current step. */
export function splitOf({ weight }: Pick<CanaryModel, "weight">): Split {
  return { stable: 100 - weight, canary: weight };
}

/** Whether either version gets requests by chance. Only then is there anything for a cookie to hold fast. */
export function isDivided({ stable, canary }: Split): boolean {
  return stable > 0 && canary > 0;
}
