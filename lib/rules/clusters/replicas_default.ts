import type { ClusterRule } from "../rule.ts";
import { atFile } from "../rule.ts";

/** MESH166: a cluster that gives fewer pods than it wants. */
export const replicasDefault: ClusterRule = {
  code: "MESH166",
  name: "replicas-default",
  severity: "error",
  over: "cluster",
  summary: "A cluster's default number of pods is below its least number",
  reason: "Every service that says nothing would break the cluster's own rule.",
  fix: "Raise `defaults.replicas`, or lower `defaults.minimumReplicas`.",
  example: {
    wrong: `// overlays/prod.ts\ndefaults: { minimumReplicas: 2 },`,
    right: `// overlays/prod.ts\ndefaults: { replicas: 2, minimumReplicas: 2 },`,
  },
  *check({ cluster }) {
    if (cluster === undefined) return;
    const { replicas, minimumReplicas } = cluster.defaults;
    if (replicas >= minimumReplicas) return;
    const text = `is ${minimumReplicas}, but defaults.replicas is ${replicas}`;
    yield atFile(cluster.file, ["defaults", "minimumReplicas"], text, "raise defaults.replicas");
  },
};
