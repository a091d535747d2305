/** The labels that objects and pods carry, and the ones by which pods are found. */
import type { ServiceModel, VersionName } from "../model/types.ts";

/** Who makes the objects: the value of `app.kubernetes.io/managed-by`. */
const managedBy = "3rvision";

/**
 * The labels by which the pods of one version are selected, for example `{ app: "backend", version: "canary" }`.
 * A Deployment's selector can never be changed, so nothing that may ever change belongs here.
 */
export function selectorLabels(
  service: Pick<ServiceModel, "name">,
  version: VersionName,
): { readonly app: string; readonly version: VersionName } {
  return { app: service.name, version };
}

/** The labels of every object of a service: our own first; those of the catalogue can't replace ours. */
export function objectLabels(service: Pick<ServiceModel, "name" | "labels">): Record<string, string> {
  return withExtra(service, {
    app: service.name,
    "app.kubernetes.io/name": service.name,
    "app.kubernetes.io/managed-by": managedBy,
  });
}

/** The labels of a version's pods: what selects them, our own, then those of the catalogue. */
export function podLabels(
  service: Pick<ServiceModel, "name" | "labels" | "mesh">,
  version: VersionName,
): Record<string, string> {
  return withExtra(service, {
    ...selectorLabels(service, version),
    "app.kubernetes.io/name": service.name,
    "app.kubernetes.io/managed-by": managedBy,
    // The namespace asks for a sidecar in every pod; Istio's injector lets a pod's label overrule that.
    ...(service.mesh ? {} : { "sidecar.istio.io/inject": "false" }),
  });
}

/** Ours stand first and win: selectors and the injector depend on them. */
function withExtra(
  service: Pick<ServiceModel, "labels">,
  own: Readonly<Record<string, string>>,
): Record<string, string> {
  return { ...own, ...service.labels, ...own };
}
