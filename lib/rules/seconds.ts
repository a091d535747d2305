/** Durations in seconds. */
import { durationSeconds } from "../model/duration.ts";

const known = new Map<string, number>();

/** {@linkcode durationSeconds}, computed once for each text: a catalogue has few different ones, very often. */
export function seconds(duration: string): number {
  let answer = known.get(duration);
  if (answer === undefined) known.set(duration, answer = durationSeconds(duration));
  return answer;
}
