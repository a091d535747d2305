import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** The sidecar's own ports. Source: Istio, "Ports used by Istio". */
const sidecarPorts: Readonly<Record<number, string>> = {
  15000: "its admin interface",
  15001: "outbound traffic",
  15002: "failure detection",
  15004: "its debug interface",
  15006: "inbound traffic",
  15008: "mTLS tunnels",
  15020: "merged metrics",
  15021: "health checks",
  15053: "DNS",
  15090: "Envoy's metrics",
};

/** MESH032: a port that the sidecar listens on. */
export const portReserved: DefinitionRule = {
  code: "MESH032",
  name: "port-reserved",
  severity: "error",
  over: "definition",
  about: ["ports"],
  summary: "A port belongs to the sidecar",
  reason:
    "Process and sidecar share the pod's network: whichever starts second can't listen, and traffic never " +
    "arrives.",
  fix: "Let the process listen on another port.",
  example: {
    wrong: `ports: [{ name: "metrics", port: 15090 }],`,
    right: `ports: [{ name: "metrics", port: 9090 }],`,
  },
  *check({ mesh, ports, written }) {
    if (!mesh) return;
    for (const [index, { port, containerPort }] of ports.entries()) {
      const own = written.ports?.[index]?.containerPort !== undefined;
      for (
        const [field, number] of own
          ? [["port", port], ["containerPort", containerPort]] as const
          : [["port", port]] as const
      ) {
        const use = sidecarPorts[number];
        if (use !== undefined) {
          yield at(["ports", index, field], `is ${number}, which the sidecar uses for ${use}`);
        }
      }
    }
  },
};
