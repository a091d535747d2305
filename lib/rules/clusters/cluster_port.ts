import type { ClusterRule } from "../rule.ts";
import { atFile } from "../rule.ts";

/** MESH157: a port of the machine or the collector that can't be. */
export const clusterPort: ClusterRule = {
  code: "MESH157",
  name: "cluster-port",
  severity: "error",
  over: "cluster",
  summary: "A host port of Kind or the collector's port is out of range, or two host ports are the same",
  reason:
    "TCP has the ports 1 to 65535, and of the machine's each leads to one place only: Kind doesn't start.",
  fix: "Write two different numbers from 1 to 65535.",
  example: {
    wrong: `// overlays/lab.ts
kind: { hostPorts: { http: 80, https: 70000 } },
gateway: { serviceType: "NodePort" },`,
    right: `// overlays/lab.ts
kind: { hostPorts: { http: 80, https: 443 } },
gateway: { serviceType: "NodePort" },`,
  },
  *check({ cluster }) {
    if (cluster === undefined) return;
    const { kind, tracing } = cluster;
    const ports = [
      [["kind", "hostPorts", "http"], kind?.hostPorts.http],
      [["kind", "hostPorts", "https"], kind?.hostPorts.https],
      [["tracing", "collector", "port"], tracing.collector.port],
    ] as const;
    for (const [path, port] of ports) {
      if (port !== undefined && (port < 1 || port > 65535)) {
        yield atFile(cluster.file, path, `is ${port}, must be from 1 to 65535`);
      }
    }
    if (kind !== undefined && kind.hostPorts.http === kind.hostPorts.https) {
      yield atFile(
        cluster.file,
        ["kind", "hostPorts", "https"],
        `is ${kind.hostPorts.https}, already the port for http`,
      );
    }
  },
};
