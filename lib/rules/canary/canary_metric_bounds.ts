import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH020: a metric that can never fail or never pass. */
export const canaryMetricBounds: DefinitionRule = {
  code: "MESH020",
  name: "canary-metric-bounds",
  severity: "error",
  over: "definition",
  about: ["canary"],
  summary: "A custom metric has no bound, or bounds that nothing meets",
  reason:
    "Without a bound every value is good, and the metric judges nothing; with a minimum above the maximum " +
    "none is.",
  fix: "Give it a `minimum`, a `maximum`, or both with the minimum at most the maximum.",
  example: {
    wrong: `canary: {
  image: "registry.example/team/backend:1.1.0",
  steps: [10, 100],
  step: 0,
  analysis: { metrics: [{ kind: "custom", name: "queue", query: 'max(queue_depth{app="{{service}}"})' }] },
},`,
    right: `canary: {
  image: "registry.example/team/backend:1.1.0",
  steps: [10, 100],
  step: 0,
  analysis: {
    metrics: [{ kind: "custom", name: "queue", query: 'max(queue_depth{app="{{service}}"})', maximum: 50 }],
  },
},`,
  },
  *check({ written: { canary } }) {
    for (const [index, metric] of canary?.analysis?.metrics.entries() ?? []) {
      if (metric.kind !== "custom") continue;
      const path = ["canary", "analysis", "metrics", index];
      const { minimum, maximum } = metric;
      if (minimum === undefined && maximum === undefined) {
        yield at(path, "has neither minimum nor maximum, so it can never fail", "add one of them");
      } else if (minimum !== undefined && maximum !== undefined && minimum > maximum) {
        yield at([...path, "minimum"], `is ${minimum}, must be at most maximum, which is ${maximum}`);
      }
    }
  },
};
