import type { ClusterRule } from "../rule.ts";
import { atFile } from "../rule.ts";

/** MESH158: a node port that Kubernetes doesn't give out. */
export const nodePort: ClusterRule = {
  code: "MESH158",
  name: "node-port",
  severity: "error",
  over: "cluster",
  summary: "A node port of the gateway is out of range, or both are the same",
  reason:
    "Kubernetes gives out the node ports 30000 to 32767, each once, and refuses a Service that asks for " +
    "another.",
  fix: "Write two different numbers from 30000 to 32767.",
  example: {
    wrong: `// overlays/lab.ts\ngateway: { serviceType: "NodePort", nodePorts: { http: 8080 } },`,
    right: `// overlays/lab.ts\ngateway: { serviceType: "NodePort", nodePorts: { http: 30080 } },`,
  },
  *check({ cluster }) {
    if (cluster === undefined) return;
    const { nodePorts } = cluster.gateway;
    for (const field of ["http", "https"] as const) {
      const port = nodePorts[field];
      if (port >= 30000 && port <= 32767) continue;
      yield atFile(cluster.file, ["gateway", "nodePorts", field], `is ${port}, must be from 30000 to 32767`);
    }
    if (nodePorts.http === nodePorts.https) {
      yield atFile(
        cluster.file,
        ["gateway", "nodePorts", "https"],
        `is ${nodePorts.https}, already the port for http`,
      );
    }
  },
};
