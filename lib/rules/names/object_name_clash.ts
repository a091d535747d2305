import type { ValuePath } from "../../diagnostic.ts";
import type { ServiceModel } from "../../model/types.ts";
import { edgeName } from "../../resources/edge_virtual_services.ts";
import { perVersionName } from "../../resources/metadata.ts";
import { claimName, claims } from "../../resources/persistent_volume_claim.ts";
import type { ClusterRule } from "../rule.ts";
import { atService } from "../rule.ts";

/** The objects whose names join a service's name and another, so that two services may arrive at the same. */
function* joinedNames(service: ServiceModel): Iterable<readonly [object: string, path: ValuePath]> {
  for (const [volume] of claims(service)) {
    yield [`PersistentVolumeClaim ${JSON.stringify(claimName(service, volume))}`, ["volumes", volume]];
  }
  if (service.ports.length > 0) yield [`VirtualService ${JSON.stringify(service.name)}`, ["name"]];
  for (const [index, { shared, port }] of service.exposures.entries()) {
    if (shared) yield [`VirtualService ${JSON.stringify(edgeName(service, port))}`, ["expose", index]];
  }
  for (const { version, autoscaling } of service.versions) {
    const name = JSON.stringify(perVersionName(service, version));
    if (autoscaling !== undefined) yield [`HorizontalPodAutoscaler ${name}`, ["autoscaling"]];
    if (service.disruption !== undefined) yield [`PodDisruptionBudget ${name}`, ["name"]];
  }
}

/** MESH009: two services of a namespace would own one object. */
export const objectNameClash: ClusterRule = {
  code: "MESH009",
  name: "object-name-clash",
  severity: "error",
  over: "cluster",
  summary: "Two services of one namespace would own the same object",
  reason:
    "A claim is called `<service>-<volume>`, what belongs to a canary `<service>-canary`, the routes of a " +
    "host that services share `<service>-edge`. Where two services arrive at the same name, they would " +
    "write into one volume, or overwrite each other's objects for ever.",
  fix: "Rename the volume or the service, or move it to another namespace.",
  example: {
    wrong: `namespace: "vision",
volumes: { "cache-data": { mountPath: "/data", claim: { size: "1Gi" } } },
// services/backend-cache.ts
namespace: "vision",
volumes: { data: { mountPath: "/data", claim: { size: "1Gi" } } },`,
    right: `namespace: "vision",
volumes: { pictures: { mountPath: "/data", claim: { size: "1Gi" } } },
// services/backend-cache.ts
namespace: "vision",
volumes: { data: { mountPath: "/data", claim: { size: "1Gi" } } },`,
  },
  *check({ cluster, services }) {
    for (const namespace of cluster?.namespaces ?? []) {
      if (namespace.services.length < 2) continue;
      const owners = new Map<string, ServiceModel>();
      for (const name of namespace.services) {
        const service = services.get(name)!;
        for (const [object, path] of joinedNames(service)) {
          const owner = owners.get(object);
          if (owner === undefined) owners.set(object, service);
          else if (owner !== service) {
            yield atService(
              service,
              path,
              `makes the ${object}, as does ${owner.name}`,
              "rename one of the two",
            );
          }
        }
      }
    }
  },
};
