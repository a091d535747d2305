import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH088: outlier detection that is switched off by its own numbers. */
export const outlierOff: DefinitionRule = {
  code: "MESH088",
  name: "outlier-off",
  severity: "error",
  over: "definition",
  about: ["traffic"],
  summary: "Outlier detection is set so that it can never eject a pod",
  reason:
    "A failing pod would go on getting its share of the requests, though the catalogue says that it doesn't.",
  fix: "Raise the number that the message names, or write `outlierDetection: false`.",
  example: {
    wrong: `replicas: 2,\ntraffic: { outlierDetection: { consecutive5xxErrors: 0 } },`,
    right: `replicas: 2,\ntraffic: { outlierDetection: { consecutive5xxErrors: 5 } },`,
  },
  *check({ traffic: { outlierDetection } }) {
    if (outlierDetection === undefined) return;
    const path = ["traffic", "outlierDetection"];
    const { consecutive5xxErrors, consecutiveGatewayErrors, maxEjectionPercent, minHealthPercent } =
      outlierDetection;
    const fix = "raise it, or write outlierDetection: false";
    if (consecutive5xxErrors === 0 && consecutiveGatewayErrors === 0) {
      const text = "is 0, and so is consecutiveGatewayErrors: no number of errors ejects a pod";
      yield at([...path, "consecutive5xxErrors"], text, fix);
    }
    if (maxEjectionPercent === 0) {
      yield at([...path, "maxEjectionPercent"], "is 0, so no pod may be ejected", fix);
    }
    if (minHealthPercent === 100) {
      const text = "is 100, so nothing is ejected any more once one pod is";
      yield at([...path, "minHealthPercent"], text, "lower it, or write outlierDetection: false");
    }
  },
};
