/** docs/reference/canary-analysis.md: the rule in words, and what the simulation found. */
import { errorRates } from "../../../../lib/canary/analysis/mod.ts";
import type { ScenarioResult } from "./chart.ts";
import { patience, type Summary, weights } from "./simulate.ts";

/** Where the page and its picture stand, relative to the repository. */
export const pagePath = "docs/reference/canary-analysis.md";
/** The picture. */
export const chartPath = "docs/reference/canary-analysis.svg";

const percent = (count: number, runs: number) => `${Number(((100 * count) / runs).toFixed(2))} %`;

/** The upper end of the exact 95 % interval where nothing was seen: the rule of three. */
function wrongCell(count: number, runs: number): string {
  return count === 0 ? `0 (< ${percent(3, runs)})` : percent(count, runs);
}

function wrong(right: ScenarioResult["right"], summary: Summary): string {
  switch (right) {
    case "promote":
      return `${wrongCell(summary.aborted, summary.runs)} false aborts`;
    case "abort":
      return `${wrongCell(summary.promoted, summary.runs)} missed`;
    case "hold":
      return `${wrongCell(summary.aborted + summary.promoted, summary.runs)} decided on nothing`;
    case "any":
      return "either is right";
  }
}

/** The table alone. */
export function renderTable(results: readonly ScenarioResult[]): string {
  const rows = results.flatMap(({ name, right, rules }) =>
    rules.map(({ name: rule, summary }, index) => {
      const { runs, promoted, held, aborted, minutes, failed } = summary;
      const cells = [
        index === 0 ? `**${name}**` : "",
        rule,
        percent(promoted, runs),
        percent(held, runs),
        percent(aborted, runs),
        wrong(right, summary),
        minutes === undefined ? "" : `${minutes} min`,
        failed.toLocaleString("en-US"),
      ];
      return `| ${cells.join(" | ")} |`;
    })
  );
  return [
    "| scenario | rule | promoted | held | aborted | wrong | median time | failed requests |",
    "| --- | --- | --: | --: | --: | --- | --: | --: |",
    ...rows,
  ].join("\n");
}

const abortPercent = `${errorRates.falseAbort * 100} %`;
const advancePercent = `${errorRates.falseAdvance * 100} %`;

/** The whole page. */
export function renderPage(results: readonly ScenarioResult[]): string {
  const runs = results[0]?.rules[0]?.summary.runs ?? 0;
  return `# How a canary is judged

Written by \`deno task canary:simulate\`; the numbers below are the same on every run.
[ADR 0014](../adr/0014-canary-decision-rule.md) says why the rule is what it is.

## The rule

At the end of each \`analysis.interval\`, everything since the step was rolled out is looked at again:

| kind           | is bad when                                                                                               |
| -------------- | --------------------------------------------------------------------------------------------------------- |
| \`success-rate\` | a request is answered with 5xx or not at all                                                              |
| \`latency\`      | a request takes longer than \`maximum\`; and, beside stable, longer than \`ratio\` times stable's percentile    |
| \`custom\`       | the query's value is outside \`minimum\` and \`maximum\`                                                      |

For the first two, the share of bad requests to the canary is held against a fixed bound (\`minimum\`, or what the
percentile leaves) and against stable's share in the same time (plus \`tolerance\`, or at \`ratio\` times the duration).

- **Abort** as soon as it is _shown_ that the canary is worse than it may be. A fixed bound that stable breaks as
  well aborts nothing: that isn't the canary's doing.
- **Advance** when it is _shown_ that the canary isn't worse than stable by more than it may be, and its fixed bounds
  hold as observed; \`count\` times in a row, and not before the step's \`pause\` is over.
- **Hold** otherwise: evidence grows with every request.

A custom metric has no counts to reason with: one value out of bounds is a failed judgement, and \`failureLimit\` of
them abort. Fewer than \`minimumRequests\` to either version, or no answer from Prometheus, is what \`noData\` says:
\`hold\`; \`abort\`, which counts as a failed judgement; or \`advance\`, which counts as a good one.

At 100 % nobody asks stable, so only the fixed bounds count there. At 0 % nothing is judged.

## What it promises

| | chance, at most |
| --- | --- |
| a canary that keeps to its bounds is aborted for its success rate or latency, at any look of any step | ${abortPercent} |
| a canary that is worse than stable by more than it may be passes a step below 100 % | ${advancePercent} |

"Shown" means an e-value: how many times likelier the counts are under a mixture of rates than under the best pair of
rates that the opposite claim allows. Over all looks together it exceeds 1/α with a chance of at most α while that
claim is true, so the number of looks needn't be planned, and a driver that is killed and started again changes
nothing. What stable did in the hour before serves as expectation: where it holds, fewer requests are needed; where
it doesn't, the promises hold all the same.

This rests on requests that fail independently of each other and are shared out at random. Callers who are sent to the
canary by header or cookie aren't shared out at random. Between two bounds of Istio's histogram (250 and 500 ms, say)
durations are interpolated, so a regression that stays between two bounds may not be seen; a metric of your own sees it
([an example](../how-to/promote-a-canary.md#a-metric-of-your-own)).

How many requests it takes: with 0.1 % errors usual and a tolerance of 1 point, about 700 to the canary, at 0.8 %
about 1,700; 5 points more errors are shown by about 325. A service with little traffic needs larger first steps, or
a larger tolerance: no rule can tell 1 point from 50 requests.

## Simulated

${runs.toLocaleString("en-US")} canaries for each line, weights ${
    weights.join(", ")
  } %, an interval of 60 s, at least
99 % success and a p99 of at most 500 ms; 20 requests per second where nothing else is said, 0.1 % of them failing, log-normal
durations with a median of 60 ms in Istio's histogram. All rules see requests drawn from the same seeds. After ${
    patience / 60
  } hours
what isn't decided counts as held. The median time is of those that were decided. Failed requests: what 95 of 100 runs stay below, on the canary.

- **Flagger**: the same thresholds on each interval's requests alone; a good check advances, the fifth failed one
  rolls back, and no value is a failed check (its documentation's example).
- **Argo Rollouts**: an analysis of five measurements in each step with the same thresholds as \`successCondition\`;
  \`failureLimit\` 0 and \`consecutiveErrorLimit\` 4, its defaults. Without a \`failureCondition\` nothing is inconclusive.

Both have no comparison with stable by default; it can be written by hand as a query.

![How simulated canaries end under three rules](canary-analysis.svg)

${renderTable(results)}

What the price is: to be shown that nothing is wrong takes longer than to see nothing wrong. A canary without any
fault takes some twenty minutes here, and one of a service with a request per second isn't through after four hours.
Argo Rollouts' default is quicker to abort whatever is bad, and aborts much that isn't.
`;
}
