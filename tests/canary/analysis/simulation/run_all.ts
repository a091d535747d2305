/** Every scenario under every rule. */
import type { ScenarioResult } from "./chart.ts";
import { flagger, ours, rollouts } from "./rules.ts";
import { scenarios } from "./scenarios.ts";
import { simulate } from "./simulate.ts";

/** The results in the order of the table; `progress` is called after each scenario. */
export function runAll(runs: number, progress: (name: string) => void = () => {}): readonly ScenarioResult[] {
  return scenarios.map((scenario) => {
    const rules = [ours, flagger, rollouts].map((rule) => ({
      name: rule.name,
      summary: simulate(rule, scenario, runs),
    }));
    progress(scenario.name);
    return { name: scenario.name, right: scenario.right, rules };
  });
}
