/** Runs canaries under a rule and counts how they end. */
import type { Rule } from "./rules.ts";
import { seededRandom } from "./random.ts";
import { type Interval, intervals, intervalSeconds, type Scenario, usualRequests } from "./world.ts";

/** The weights of the simulated policy. */
export const weights: readonly number[] = [10, 25, 50, 100];
/** After so long a canary that is neither promoted nor aborted is left as it is. Unit: intervals. */
export const patience = 240;

/** How one canary ended. */
export interface RunResult {
  readonly end: "promoted" | "aborted" | "held";
  /** Minutes until then. */
  readonly minutes: number;
  /** Requests that the canary failed. */
  readonly failed: number;
  /** The weight at which it ended. */
  readonly weight: number;
}

/** Runs one canary through all its steps. The same seed gives every rule the same requests until rules part. */
export function runOnce(rule: Rule, scenario: Scenario, seed: number): RunResult {
  const random = seededRandom(seed);
  const usual = usualRequests(scenario, random);
  let [interval, carried, failed] = [0, 0, 0];
  const result = (end: RunResult["end"], weight: number): RunResult => ({
    end,
    weight,
    failed,
    minutes: (interval * intervalSeconds) / 60,
  });
  for (const weight of weights) {
    const source = intervals(scenario, weight, random, interval);
    const limited: Iterator<Interval | undefined> = {
      next: () => {
        if (interval >= patience) return { done: true, value: undefined };
        interval++;
        const { value } = source.next();
        failed += value.fresh.canary.failed;
        return { done: false, value };
      },
    };
    const decided = rule.decide(limited, { weight, steps: weights.length, usual }, carried);
    carried = decided.carried;
    if (decided.end === "abort") return result("aborted", weight);
    if (decided.end === "undecided") return result("held", weight);
  }
  return result("promoted", 100);
}

/** How many canaries ended how. */
export interface Summary {
  readonly runs: number;
  readonly promoted: number;
  readonly aborted: number;
  readonly held: number;
  /** Half of the runs that were decided took at most so many minutes; undefined: none was. */
  readonly minutes: number | undefined;
  /** 95 of 100 runs failed at most so many requests on the canary. */
  readonly failed: number;
}

function quantile(values: readonly number[], share: number): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/** Counts results. */
export function summarize(results: readonly RunResult[]): Summary {
  const ended = (end: RunResult["end"]) => results.filter((result) => result.end === end).length;
  const decided = results.filter(({ end }) => end !== "held");
  return {
    runs: results.length,
    promoted: ended("promoted"),
    aborted: ended("aborted"),
    held: ended("held"),
    minutes: quantile(decided.map(({ minutes }) => minutes), 0.5),
    failed: quantile(results.map(({ failed }) => failed), 0.95) ?? 0,
  };
}

/** Runs a scenario under a rule with seeds from 1. */
export function simulate(rule: Rule, scenario: Scenario, runs: number): Summary {
  return summarize(Array.from({ length: runs }, (_, index) => runOnce(rule, scenario, index + 1)));
}
