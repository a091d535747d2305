import { isJob } from "../kind_of.ts";
import { fewestPods, replicasPath } from "../pods.ts";
import type { ServiceRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH133: fewer pods than the cluster wants. */
export const replicasFloor: ServiceRule = {
  code: "MESH133",
  name: "replicas-floor",
  severity: "error",
  over: "service",
  about: ["replicas", "autoscaling"],
  summary: "A service has fewer pods than its cluster's least number",
  reason: "The cluster says that no service may be down because one node is; with fewer pods it would be.",
  fix: "Raise the number here, or in the cluster's difference for this service.",
  example: {
    wrong: `replicas: 1,\n// overlays/prod.ts\ndefaults: { replicas: 3, minimumReplicas: 2 },`,
    right: `replicas: 2,\n// overlays/prod.ts\ndefaults: { replicas: 3, minimumReplicas: 2 },`,
  },
  *check(service, { cluster }) {
    const stable = service.versions[0];
    if (cluster === undefined || stable === undefined || isJob(service)) return;
    // What the cluster itself gives to those who say nothing is its own mistake.
    if (service.written.replicas === undefined && service.autoscaling === undefined) return;
    const { minimumReplicas } = cluster.defaults;
    if (fewestPods(stable) >= minimumReplicas) return;
    const text = `is ${fewestPods(stable)}, must be at least ${minimumReplicas} in ${cluster.name}`;
    yield at(replicasPath(service, "minReplicas"), text, `raise it here or in ${cluster.file}`);
  },
};
