import { networkMistake } from "../address.ts";
import type { ClusterRule, PlacedFinding } from "../rule.ts";
import { atFile, atService } from "../rule.ts";

/** MESH076: a network that isn't one. */
export const networkAddress: ClusterRule = {
  code: "MESH076",
  name: "network-address",
  severity: "error",
  over: "cluster",
  summary: "A network is not written as its first address and its length",
  reason:
    "Kubernetes refuses a NetworkPolicy with a malformed network. With bits set beyond the length it isn't " +
    "clear whether one address or the whole network was meant.",
  fix: "Write the network's first address, as `10.1.0.0/16`; a single address has the length 32.",
  example: {
    wrong: `egress: [{ host: "db.example.com", port: 5432, protocol: "TCP", networks: ["10.1.2.3/16"] }],`,
    right: `egress: [{ host: "db.example.com", port: 5432, protocol: "TCP", networks: ["10.1.0.0/16"] }],`,
  },
  *check({ cluster, services, whole }): Iterable<PlacedFinding> {
    if (cluster === undefined) return;
    const file = whole.catalogue.clusters.find((found) => found.file === cluster.file)?.value;
    for (const [index, network] of file?.privateNetworks?.entries() ?? []) {
      const mistake = networkMistake(network);
      if (mistake !== undefined) {
        yield atFile(cluster.file, ["privateNetworks", index], `is ${JSON.stringify(network)}, ${mistake}`);
      }
    }
    for (const service of services.values()) {
      for (const [index, { networks }] of service.egress.entries()) {
        for (const [position, network] of networks?.entries() ?? []) {
          const mistake = networkMistake(network);
          if (mistake === undefined) continue;
          yield atService(
            service,
            ["egress", index, "networks", position],
            `is ${JSON.stringify(network)}, ${mistake}`,
          );
        }
      }
    }
  },
};
