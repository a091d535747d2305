import { mostPods } from "../pods.ts";
import type { ServiceRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH090: the only pod may be ejected. */
export const outlierSolePod: ServiceRule = {
  code: "MESH090",
  name: "outlier-sole-pod",
  severity: "warning",
  over: "service",
  about: ["traffic"],
  summary: "Outlier detection may eject the only pod of a version",
  reason: "Stable and canary are each by themselves: when the only pod of one is out, all its requests are " +
    "answered 503.",
  fix: "Lower `maxEjectionPercent`, or run more pods.",
  example: {
    wrong: `replicas: 1,\ntraffic: { outlierDetection: { maxEjectionPercent: 100 } },`,
    right: `replicas: 2,\ntraffic: { outlierDetection: { maxEjectionPercent: 50 } },`,
  },
  *check({ traffic: { outlierDetection }, versions }, { cluster }) {
    if (outlierDetection?.maxEjectionPercent !== 100) return;
    const sole = versions.find((version) => mostPods(version) === 1);
    if (sole === undefined) return;
    const where = cluster === undefined ? "" : ` in ${cluster.name}`;
    const text = `is 100, so the only pod of ${sole.version}${where} may be ejected`;
    yield at(["traffic", "outlierDetection", "maxEjectionPercent"], text);
  },
};
