/** Which cluster and namespace something goes to. */
import { inClusterServer } from "../model/defaults.ts";
import type { ClusterModel } from "../model/types.ts";

/** A cluster as Argo CD addresses it, and a namespace in it. */
export interface Destination {
  /** The address of its API server, where Argo CD runs in the cluster. */
  server?: string;
  /** The name under which a hub knows it. */
  name?: string;
  /** The namespace there. */
  namespace: string;
}

/** A namespace of a cluster that is described. */
export function destinationIn(
  { destination }: Pick<ClusterModel, "destination">,
  namespace: string,
): Destination {
  return destination.argocd === "hub"
    ? { name: destination.name, namespace }
    : { server: destination.server, namespace };
}

/** The namespace of Argo CD itself, wherever the cluster is that it describes. */
export function argocdDestination({ argocd }: Pick<ClusterModel, "argocd">): Destination {
  return { server: inClusterServer, namespace: argocd.namespace };
}
