/** Durations in seconds. */
import { durationSeconds } from "../model/duration.ts";
import type { TrafficModel } from "../model/types.ts";

const known = new Map<string, number>();

/** {@linkcode durationSeconds}, computed once for each text: a catalogue has few different ones, very often. */
export function seconds(duration: string): number {
  let answer = known.get(duration);
  if (answer === undefined) known.set(duration, answer = durationSeconds(duration));
  return answer;
}

/** Whether a timeout stands for none: `0s`. */
export function isEndless(timeout: string | undefined): boolean {
  return timeout !== undefined && seconds(timeout) === 0;
}

/** How many seconds a request to a service may take with all its tries; Infinity where there is no limit. */
export function timeoutSeconds({ timeout }: Pick<TrafficModel, "timeout">): number {
  return isEndless(timeout) ? Number.POSITIVE_INFINITY : seconds(timeout);
}
