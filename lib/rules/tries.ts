/** How long all tries of a request take. */
import { seconds } from "./seconds.ts";
import type { TrafficModel } from "../model/types.ts";

/** All tries of a request to a service, one after the other. */
export interface Tries {
  /** Unit: seconds. */
  readonly seconds: number;
  /** For people: `3 tries of 2s`. */
  readonly text: string;
}

/** The tries of a service whose retries have a time limit each; undefined where there are none. */
export function triesOf({ retries }: TrafficModel): Tries | undefined {
  const { attempts, perTryTimeout } = retries;
  if (attempts === 0 || perTryTimeout === undefined) return undefined;
  const tries = attempts + 1;
  return {
    // In whole microseconds, so that three times 0.1 s is 0.3 s.
    seconds: Math.round(seconds(perTryTimeout) * tries * 1e6) / 1e6,
    text: `${tries} tries of ${perTryTimeout}`,
  };
}

/** A length of time as one writes it: `9s`, `250ms`, `1.5s`. */
export function formatSeconds(seconds: number): string {
  return seconds < 1 ? `${Math.round(seconds * 1e6) / 1e3}ms` : `${seconds}s`;
}
