import { seconds, timeoutSeconds } from "../seconds.ts";
import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH022: a latency limit that no request can reach. */
export const canaryLatency: DefinitionRule = {
  code: "MESH022",
  name: "canary-latency",
  severity: "warning",
  over: "definition",
  about: ["canary"],
  summary: "A latency limit is not below the service's timeout",
  reason:
    "Requests are cut off at the timeout, so no latency above it is ever measured and the metric can't fail.",
  fix: "Lower the metric's `maximum`, or raise `traffic.timeout`.",
  example: {
    wrong: `traffic: { timeout: "2s" },
canary: {
  image: "registry.example/team/backend:1.1.0",
  steps: [10, 100],
  step: 0,
  analysis: { metrics: [{ kind: "latency", maximum: "5s" }] },
},`,
    right: `traffic: { timeout: "2s" },
canary: {
  image: "registry.example/team/backend:1.1.0",
  steps: [10, 100],
  step: 0,
  analysis: { metrics: [{ kind: "latency", maximum: "500ms" }] },
},`,
  },
  *check({ written: { canary }, traffic }) {
    for (const [index, metric] of canary?.analysis?.metrics.entries() ?? []) {
      if (metric.kind !== "latency") continue;
      if (seconds(metric.maximum) < timeoutSeconds(traffic)) continue;
      const [maximum, timeout] = [metric.maximum, traffic.timeout].map((text) => JSON.stringify(text));
      const path = ["canary", "analysis", "metrics", index, "maximum"];
      yield at(path, `is ${maximum}, must be below traffic.timeout, which is ${timeout}`);
    }
  },
};
