import type { ValuePath } from "../../diagnostic.ts";
import type { ClusterModel, NamespaceModel, ServiceModel } from "../../model/types.ts";
import { authorizationPolicy } from "../../resources/authorization_policy.ts";
import { edgeName } from "../../resources/edge_virtual_services.ts";
import { perVersionName } from "../../resources/metadata.ts";
import { networkPolicy } from "../../resources/network_policy.ts";
import { claimName, claims } from "../../resources/persistent_volume_claim.ts";
import { namespaceObjects } from "../../resources/platform/platform_parts.ts";
import { serviceAccount } from "../../resources/service_account.ts";
import { sidecar } from "../../resources/sidecar.ts";
import type { ClusterRule } from "../rule.ts";
import { atService } from "../rule.ts";

/** The objects whose names join a service's name and another, so that two services may arrive at the same. */
function* joinedNames(
  service: ServiceModel,
): Iterable<readonly [kind: string, name: string, path: ValuePath]> {
  for (const [volume] of claims(service)) {
    yield ["PersistentVolumeClaim", claimName(service, volume), ["volumes", volume]];
  }
  if (service.ports.length > 0) yield ["VirtualService", service.name, ["name"]];
  for (const [index, { shared, port }] of service.exposures.entries()) {
    if (shared) yield ["VirtualService", edgeName(service, port), ["expose", index]];
  }
  for (const { version, autoscaling } of service.versions) {
    if (autoscaling === undefined && service.disruption === undefined) continue;
    const name = perVersionName(service, version);
    if (autoscaling !== undefined) yield ["HorizontalPodAutoscaler", name, ["autoscaling"]];
    if (service.disruption !== undefined) yield ["PodDisruptionBudget", name, ["name"]];
  }
}

const objectText = (kind: string, name: string) => `${kind} ${JSON.stringify(name)}`;

/** The objects that are called like their service and of whose kind a namespace has others already. */
function* ownNames(service: ServiceModel): Iterable<string> {
  const kinds = [
    networkPolicy(service),
    sidecar(service),
    authorizationPolicy(service),
    serviceAccount(service),
  ];
  for (const object of kinds) if (object !== undefined) yield objectText(object.kind, service.name);
}

/** Who owns what a namespace has before any service stands there. */
function takenNames(namespace: NamespaceModel, cluster: ClusterModel): ReadonlyMap<string, string> {
  const platform = namespaceObjects(namespace, cluster);
  return new Map([
    ...platform.map(({ kind, metadata }) => [objectText(kind, metadata.name), "the platform"] as const),
    [objectText("ServiceAccount", "default"), "Kubernetes"],
  ]);
}

/** MESH009: two services of a namespace would own one object. */
export const objectNameClash: ClusterRule = {
  code: "MESH009",
  name: "object-name-clash",
  severity: "error",
  over: "cluster",
  summary: "Two services of one namespace, or a service and the platform, would own the same object",
  reason:
    "A claim is called `<service>-<volume>`, what belongs to a canary `<service>-canary`, the routes of a " +
    "host that services share `<service>-edge`; the platform has a `default`, a `deny-all` and a `default-deny` " +
    "in every namespace. Where two arrive at the same name, they would write into one volume, or overwrite each " +
    "other's objects for ever.",
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
    if (cluster === undefined) return;
    const names = new Set(
      namespaceObjects({ name: "", mesh: true }, cluster).map(({ metadata: { name } }) => name),
    );
    for (const namespace of cluster.namespaces) {
      for (const name of namespace.services) {
        if (!names.has(name)) continue;
        const taken = takenNames(namespace, cluster);
        const service = services.get(name)!;
        const object = [...ownNames(service)].find((own) => taken.has(own));
        if (object === undefined) continue;
        yield atService(
          service,
          ["name"],
          `makes the ${object}, as does ${taken.get(object)}`,
          "rename the service",
        );
      }
      if (namespace.services.length < 2) continue;
      const owners = new Map<string, ServiceModel>();
      for (const name of namespace.services) {
        const service = services.get(name)!;
        for (const [kind, name, path] of joinedNames(service)) {
          const object = `${kind}/${name}`;
          const owner = owners.get(object);
          if (owner === undefined) owners.set(object, service);
          else if (owner !== service) {
            yield atService(
              service,
              path,
              `makes the ${objectText(kind, name)}, as does ${owner.name}`,
              "rename one of the two",
            );
          }
        }
      }
    }
  },
};
