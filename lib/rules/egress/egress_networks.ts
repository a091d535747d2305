import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH077: TCP egress that nothing tells from other connections. */
export const egressNetworks: DefinitionRule = {
  code: "MESH077",
  name: "egress-networks",
  severity: "error",
  over: "definition",
  about: ["egress"],
  summary: "Egress by TCP doesn't say in which networks the host lives",
  reason:
    "A TCP connection names no host, so the proxy can tell it by its address alone. Without networks the entry " +
    "takes every connection to that port, wherever it was meant to go, and sends it to this host.",
  fix: "Add `networks`, or the protocol that is really spoken: `TLS` and HTTP name their host.",
  example: {
    wrong: `egress: [{ host: "db.example.com", port: 5432, protocol: "TCP" }],`,
    right: `egress: [{ host: "db.example.com", port: 5432, protocol: "TCP", networks: ["203.0.113.0/24"] }],`,
  },
  *check({ mesh, egress }) {
    if (!mesh) return;
    for (const [index, { host, port, protocol, networks }] of egress.entries()) {
      if (protocol !== "TCP" || networks !== undefined) continue;
      const text =
        `speaks TCP to ${JSON.stringify(host)} without networks, so it would take all connections ` +
        `to port ${port}`;
      yield at(["egress", index], text, "add networks");
    }
  },
};
