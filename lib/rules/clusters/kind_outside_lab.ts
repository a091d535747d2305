import type { ClusterRule } from "../rule.ts";
import { atFile } from "../rule.ts";

/** MESH155: a Kind cluster that isn't a lab. */
export const kindOutsideLab: ClusterRule = {
  code: "MESH155",
  name: "kind-outside-lab",
  severity: "error",
  over: "cluster",
  summary: "A cluster that is not a lab runs in Kind",
  reason:
    "Kind's nodes are containers on one machine, made and thrown away with it: nothing there may be meant " +
    "to stay.",
  fix: "Write `lab: true`, or remove `kind`.",
  example: {
    wrong:
      `// overlays/prod.ts\nkind: { workers: 2 },\ndestination: { argocd: "in-cluster" },\ngateway: { serviceType: "NodePort" },`,
    right: `// overlays/prod.ts\ndestination: { argocd: "in-cluster" },`,
  },
  *check({ cluster }) {
    if (cluster?.kind !== undefined && !cluster.lab) {
      yield atFile(
        cluster.file,
        ["kind"],
        `is set, but ${cluster.name} is not a lab`,
        "write lab: true, or remove kind",
      );
    }
  },
};
