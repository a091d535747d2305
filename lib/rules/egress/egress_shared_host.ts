import type { ServiceModel } from "../../model/types.ts";
import type { ClusterRule } from "../rule.ts";
import { atService } from "../rule.ts";

function portsOf(service: ServiceModel, host: string): string {
  return service.egress.filter((egress) => egress.host === host)
    .map(({ port, protocol }) => `${port} (${protocol})`).sort().join(", ");
}

/** MESH075: services of a namespace that disagree about a host outside. */
export const egressSharedHost: ClusterRule = {
  code: "MESH075",
  name: "egress-shared-host",
  severity: "error",
  over: "cluster",
  summary: "Services of one namespace reach a host on different ports or by different protocols",
  reason:
    "Of two ServiceEntries for one host in a namespace Istio heeds only the older, so the other's ports " +
    "stay shut.",
  fix: "List the same ports and protocols in both services, or move one to another namespace.",
  example: {
    wrong: `namespace: "vision",
egress: [{ host: "api.example.com" }],
// services/report.ts
namespace: "vision",
egress: [{ host: "api.example.com", port: 8443 }],`,
    right: `namespace: "vision",
egress: [{ host: "api.example.com" }],
// services/report.ts
namespace: "vision",
egress: [{ host: "api.example.com" }],`,
  },
  *check({ cluster, services }) {
    for (const namespace of cluster?.namespaces ?? []) {
      if (namespace.services.length < 2) continue;
      const firsts = new Map<string, ServiceModel>();
      for (const name of namespace.services) {
        const service = services.get(name)!;
        if (!service.mesh) continue;
        for (const host of new Set(service.egress.map((egress) => egress.host))) {
          const first = firsts.get(host);
          if (first === undefined) firsts.set(host, service);
          else if (portsOf(first, host) !== portsOf(service, host)) {
            const index = service.egress.findIndex((egress) => egress.host === host);
            const text = `reaches ${host} on ${portsOf(service, host)}, but ${first.name} on ${
              portsOf(first, host)
            }`;
            yield atService(service, ["egress", index], text, "list the same ports in both");
          }
        }
      }
    }
  },
};
