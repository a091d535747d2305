import type { ServiceModel } from "../../model/types.ts";
import type { ClusterRule } from "../rule.ts";
import { atService } from "../rule.ts";

/** MESH125: two services make one Secret. */
export const secretOwnedTwice: ClusterRule = {
  code: "MESH125",
  name: "secret-owned-twice",
  severity: "error",
  over: "cluster",
  summary: "Two services of one namespace make the same Secret",
  reason:
    "Both would render the object, and two Applications and two controllers would overwrite each other for " +
    "ever.",
  fix: 'Let one of them make it and the other say `{ from: "existing" }`.',
  example: {
    wrong: `namespace: "vision",
env: { TOKEN: { secret: "shared", key: "token" } },
secrets: { shared: { from: "externalSecret", store: { name: "vault" }, data: { token: { key: "vision" } } } },
// services/report.ts
namespace: "vision",
env: { TOKEN: { secret: "shared", key: "token" } },
secrets: { shared: { from: "externalSecret", store: { name: "vault" }, data: { token: { key: "vision" } } } },`,
    right: `namespace: "vision",
env: { TOKEN: { secret: "shared", key: "token" } },
secrets: { shared: { from: "externalSecret", store: { name: "vault" }, data: { token: { key: "vision" } } } },
// services/report.ts
namespace: "vision",
env: { TOKEN: { secret: "shared", key: "token" } },
secrets: { shared: { from: "existing" } },`,
  },
  *check({ cluster, services }) {
    for (const namespace of cluster?.namespaces ?? []) {
      if (namespace.services.length < 2) continue;
      const owners = new Map<string, ServiceModel>();
      for (const name of namespace.services) {
        const service = services.get(name)!;
        for (const [secret, { from }] of Object.entries(service.secrets)) {
          if (from === "existing") continue;
          const owner = owners.get(secret);
          if (owner === undefined) owners.set(secret, service);
          else if (owner !== service) {
            const text = `is made here and by ${owner.name} in namespace ${namespace.name}`;
            yield atService(service, ["secrets", secret], text, 'write { from: "existing" } in one of them');
          }
        }
      }
    }
  },
};
