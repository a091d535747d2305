import type { V1Probe } from "@kubernetes/client-node";

/** How often and how patiently a probe asks; the defaults are Kubernetes'. */
export interface ProbeTiming {
  /** Seconds from the start of the container to the first question. */
  readonly initialDelay: number;
  /** Seconds from one question to the next. */
  readonly period: number;
  /** Seconds until a question without an answer has failed. */
  readonly timeout: number;
  readonly successThreshold: number;
  readonly failureThreshold: number;
}

/** The timing of a probe, every default applied. */
export function probeTiming(probe: V1Probe): ProbeTiming {
  return {
    initialDelay: probe.initialDelaySeconds ?? 0,
    period: Math.max(1, probe.periodSeconds ?? 10),
    timeout: Math.max(1, probe.timeoutSeconds ?? 1),
    successThreshold: Math.max(1, probe.successThreshold ?? 1),
    failureThreshold: Math.max(1, probe.failureThreshold ?? 3),
  };
}

/** What a probe has found so far. */
export interface ProbeState {
  /** What holds by the thresholds; `unknown` until one of them is reached. */
  readonly verdict: "unknown" | "success" | "failure";
  /** The last answer, and how often in a row it came. */
  readonly last: boolean | undefined;
  readonly inARow: number;
}

/** Before the first answer. */
export const UNPROBED: ProbeState = Object.freeze({ verdict: "unknown", last: undefined, inARow: 0 });

/** What a probe has found after one more answer. */
export function afterAnswer(state: ProbeState, answer: boolean, timing: ProbeTiming): ProbeState {
  const inARow = state.last === answer ? state.inARow + 1 : 1;
  const threshold = answer ? timing.successThreshold : timing.failureThreshold;
  const verdict = inARow >= threshold ? (answer ? "success" : "failure") : state.verdict;
  return { verdict, last: answer, inARow };
}
