/** Finding VirtualServices by what they are bound to and the hosts that they are for. */
import { fullHost, isWildcard, mostSpecific } from "./host_name.ts";
import type { Mesh } from "./mesh.ts";
import { fieldsOf, textsOf } from "./plain.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { oncePer } from "../once_per.ts";
import { gatewaysOf } from "./virtual_service.ts";

/** The VirtualServices bound to one gateway, or to the mesh, by host. */
type ByHost = ReadonlyMap<string, readonly KubernetesObject[]>;

/** The whole names of a VirtualService's hosts. */
export function hostsOf({ spec, metadata }: KubernetesObject): readonly string[] {
  return textsOf(fieldsOf(spec).hosts).map((host) => fullHost(host, metadata.namespace ?? ""));
}

const indexOf = oncePer((mesh: Mesh): ReadonlyMap<string, ByHost> => {
  const index = new Map<string, Map<string, KubernetesObject[]>>();
  for (const object of mesh.ofKind("VirtualService")) {
    for (const gateway of new Set(gatewaysOf(object))) {
      const byHost = index.get(gateway) ?? new Map<string, KubernetesObject[]>();
      index.set(gateway, byHost);
      for (const host of new Set(hostsOf(object))) byHost.set(host, [...byHost.get(host) ?? [], object]);
    }
  }
  return index;
});

/** The VirtualServices bound to `mesh` or to a gateway, by their hosts. */
export function boundTo(mesh: Mesh, gateway: string): ByHost {
  return indexOf(mesh).get(gateway) ?? new Map();
}

/** Those for a host, of which `fits` takes the ones that count: of the host itself, else of the longest wildcard. */
export function forHost(
  byHost: ByHost,
  host: string,
  fits: (object: KubernetesObject) => boolean,
): readonly KubernetesObject[] {
  const exact = (byHost.get(host) ?? []).filter(fits);
  if (exact.length > 0) return exact;
  const wildcards = [...byHost.keys()].filter((each) => isWildcard(each) && byHost.get(each)!.some(fits));
  const longest = mostSpecific(host, wildcards);
  return longest === undefined ? [] : byHost.get(longest)!.filter(fits);
}
