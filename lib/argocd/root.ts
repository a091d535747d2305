/** The root application: the one that is applied by hand, and that brings all others. */
import type { ClusterModel } from "../model/types.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { application } from "./application.ts";
import { argocdDestination } from "./destination.ts";
import { argocdName } from "./names.ts";
import { argocdPath } from "./paths.ts";
import { waves } from "./waves.ts";

/**
 * Renders the folder of Applications and projects, itself among them. Deleting it deletes nothing else: it has no
 * finalizer, and what it brought refuses to go along.
 */
export function rootApplication(cluster: ClusterModel): KubernetesObject {
  const path = argocdPath(cluster.name);
  const name = argocdName(cluster, cluster.argocd.root.name);
  return application(cluster, {
    name,
    project: name,
    wave: waves.project,
    source: { repoURL: cluster.repository.url, targetRevision: cluster.repository.revision, path },
    destination: argocdDestination(cluster),
    paths: [path],
    ownSyncOptions: "Delete=false,Prune=false",
  });
}
