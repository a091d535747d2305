import type { ClusterRule } from "../rule.ts";
import { atFile } from "../rule.ts";

/** MESH156: a Kind cluster that another cluster's Argo CD should reach. */
export const kindOfHub: ClusterRule = {
  code: "MESH156",
  name: "kind-of-hub",
  severity: "error",
  over: "cluster",
  summary: "A cluster in Kind belongs to a hub",
  reason: "Kind's API server listens on the machine's own address, where a hub elsewhere can't reach it.",
  fix: 'Write `destination: { argocd: "in-cluster" }`.',
  example: {
    wrong: `// overlays/lab.ts
kind: { workers: 1 },
gateway: { serviceType: "NodePort" },
destination: { argocd: "hub", name: "lab" },`,
    right: `// overlays/lab.ts
kind: { workers: 1 },
gateway: { serviceType: "NodePort" },
destination: { argocd: "in-cluster" },`,
  },
  *check({ cluster }) {
    if (cluster?.kind === undefined || cluster.destination.argocd !== "hub") return;
    yield atFile(
      cluster.file,
      ["destination", "argocd"],
      'is "hub", but the cluster runs in Kind',
      'write "in-cluster"',
    );
  },
};
