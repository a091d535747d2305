import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH027: copies for a canary that already gets requests. */
export const canaryMirror: DefinitionRule = {
  code: "MESH027",
  name: "canary-mirror",
  severity: "warning",
  over: "definition",
  about: ["canary"],
  summary: "A canary that already gets requests is to get copies too",
  reason:
    "Istio copies what a whole route gets, not what one of its versions gets. Once a route is shared out, " +
    "its copies would also be of the canary's own requests, so none are made.",
  fix: "Remove `mirror` when the weight is above 0; begin the steps with 0 for a step of copies alone.",
  example: {
    wrong:
      `canary: { image: "registry.example/team/backend:1.1.0", mirror: { percent: 50 }, steps: [10, 100], step: 0 },`,
    right:
      `canary: { image: "registry.example/team/backend:1.1.0", mirror: { percent: 50 }, steps: [0, 10, 100], step: 0 },`,
  },
  *check({ canary }) {
    if (canary?.mirrorPercent === undefined || canary.weight === 0) return;
    yield at(
      ["canary", "mirror"],
      `makes no copies while the weight is ${canary.weight}`,
      "remove mirror from here on",
    );
  },
};
