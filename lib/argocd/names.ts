/** What Applications and projects are called. */
import type { ClusterModel } from "../model/types.ts";

/**
 * The name of an Application or project of a cluster: as it is where the cluster has its own Argo CD, and after the
 * cluster's name in a hub, which holds those of every cluster.
 */
export function argocdName(
  { name, destination }: Pick<ClusterModel, "name" | "destination">,
  own: string,
): string {
  return destination.argocd === "hub" ? `${name}-${own}` : own;
}

/** The project of everything that belongs to no service. */
export const platformProject = "platform";
