import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH073: egress that nobody holds to its host. */
export const egressOutsideMesh: DefinitionRule = {
  code: "MESH073",
  name: "egress-outside-mesh",
  severity: "warning",
  over: "definition",
  about: ["egress"],
  summary: "Egress of a service outside the mesh",
  reason:
    "Without a sidecar only NetworkPolicy holds it back, and that knows addresses, not names: every host " +
    "on that port can be reached.",
  fix: "Set `mesh: true`, or narrow the entry with `networks`.",
  example: {
    wrong: `mesh: false,\negress: [{ host: "api.example.com" }],`,
    right: `mesh: false,\negress: [{ host: "api.example.com", networks: ["203.0.113.0/24"] }],`,
  },
  *check(service) {
    if (service.mesh) return;
    for (const [index, { host, port, networks }] of service.egress.entries()) {
      if (networks !== undefined) continue;
      const text = `is ${JSON.stringify(host)}, but outside the mesh any host on port ${port} can be reached`;
      yield at(["egress", index, "host"], text, "set mesh: true, or add networks");
    }
  },
};
