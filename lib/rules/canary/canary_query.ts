import { knownNames } from "../known_names.ts";
import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

const placeholders = ["service", "namespace", "version", "interval"];

/** MESH024: a custom metric's query has a placeholder that isn't filled in. */
export const canaryQuery: DefinitionRule = {
  code: "MESH024",
  name: "canary-query",
  severity: "error",
  over: "definition",
  about: ["canary"],
  summary: "A metric's query has a placeholder that doesn't exist",
  reason:
    "What isn't filled in stays in the query: it finds nothing, or Prometheus refuses it as a syntax error.",
  fix: "Use `{{service}}`, `{{namespace}}`, `{{version}}` and `{{interval}}`.",
  example: {
    wrong: `canary: {
  image: "registry.example/team/backend:1.1.0",
  steps: [10, 100],
  step: 0,
  analysis: {
    metrics: [{ kind: "custom", name: "queue", query: 'max(queue{version="{{versoin}}"})', maximum: 50 }],
  },
},`,
    right: `canary: {
  image: "registry.example/team/backend:1.1.0",
  steps: [10, 100],
  step: 0,
  analysis: {
    metrics: [{ kind: "custom", name: "queue", query: 'max(queue{version="{{version}}"})', maximum: 50 }],
  },
},`,
  },
  *check({ written: { canary } }) {
    for (const [index, metric] of canary?.analysis?.metrics.entries() ?? []) {
      if (metric.kind !== "custom") continue;
      const path = ["canary", "analysis", "metrics", index, "query"];
      for (const [, name = ""] of metric.query.matchAll(/\{\{\s*([^}]*?)\s*\}\}/g)) {
        if (placeholders.includes(name)) continue;
        yield at(path, `uses {{${name}}}, which is not filled in`, knownNames(name, placeholders));
      }
    }
  },
};
