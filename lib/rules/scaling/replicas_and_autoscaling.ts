import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH130: a number of pods and somebody else who decides it. */
export const replicasAndAutoscaling: DefinitionRule = {
  code: "MESH130",
  name: "replicas-and-autoscaling",
  severity: "error",
  over: "definition",
  about: ["replicas"],
  summary: "A service has both fixed replicas and an autoscaler",
  reason:
    "Every sync would set the number back, and the autoscaler would change it again: pods come and go for " +
    "ever.",
  fix: "Remove `replicas`; `autoscaling.minReplicas` is the least number.",
  example: {
    wrong: `replicas: 3,\nautoscaling: { minReplicas: 2, maxReplicas: 6 },`,
    right: `autoscaling: { minReplicas: 3, maxReplicas: 6 },`,
  },
  *check({ written: { replicas, autoscaling } }) {
    if (replicas === undefined || !autoscaling) return;
    yield at(
      ["replicas"],
      `is ${replicas}, but autoscaling decides the number of pods`,
      "remove replicas or autoscaling",
    );
  },
};
