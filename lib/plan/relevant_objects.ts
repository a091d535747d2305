/** Which part of a cluster a change can affect: the rest needn't be walked. */
import type { KubernetesObject } from "../kubernetes_object.ts";
import { meshView } from "./mesh_view.ts";
import { type ObjectChange, objectOf } from "./object_changes.ts";

/** Where Istio's objects apply to all namespaces. */
export const rootNamespace = "istio-system";

/** Kinds in which one namespace names another. */
const naming = new Set([
  "VirtualService",
  "Sidecar",
  "DestinationRule",
  "AuthorizationPolicy",
  "NetworkPolicy",
]);

/** The namespaces that a change is made in: its own, or the one that it is. */
export function namespacesOf({ kind, metadata }: KubernetesObject): readonly string[] {
  return kind === "Namespace" ? [metadata.name] : [metadata.namespace ?? ""];
}

/** Namespaces that an object names: as part of a host, of an identity, by their label, or as `namespace/…`. */
function namedIn(object: KubernetesObject): readonly string[] {
  const text = JSON.stringify(object.spec ?? {});
  const patterns = [
    /\.([a-z0-9-]+)\.svc\b/g,
    /\/ns\/([a-z0-9-]+)\//g,
    /"([a-z0-9-]+)\/[^"]*"/g,
    /"kubernetes\.io\/metadata\.name":"([a-z0-9-]+)"/g,
    /"namespace":"([a-z0-9-]+)"/g,
  ];
  return patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, name]) => name!));
}

/**
 * The namespaces whose requests a change may affect, with those that they name and are named by; undefined for all,
 * where the mesh itself changes.
 */
export function relevantNamespaces(
  objects: readonly KubernetesObject[],
  changes: readonly ObjectChange[],
): ReadonlySet<string> | undefined {
  const changed = new Set(changes.flatMap((change) => namespacesOf(objectOf(change))));
  const wide = changes.some((change) => objectOf(change).kind === "Application");
  if (wide || changed.has(rootNamespace)) return undefined;
  const found = new Set([...changed, rootNamespace]);
  for (const object of objects) {
    const own = object.metadata.namespace ?? "";
    if (object.kind === "Gateway") found.add(own);
    if (!naming.has(object.kind)) continue;
    const named = namedIn(object);
    if (changed.has(own) || named.some((name) => changed.has(name))) {
      for (const name of [own, ...named]) found.add(name);
    }
  }
  return found;
}

/** Those of the objects that stand in one of the namespaces, or in none, or in Argo CD's. */
export function within(
  objects: readonly KubernetesObject[],
  namespaces: ReadonlySet<string> | undefined,
): readonly KubernetesObject[] {
  const seen = objects.filter((object) => meshView(object) !== undefined);
  if (namespaces === undefined) return seen;
  return seen.filter(({ kind, metadata: { namespace } }) =>
    namespace === undefined || kind === "Application" || namespaces.has(namespace)
  );
}
