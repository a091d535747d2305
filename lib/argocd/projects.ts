/** The projects of a cluster. */
import type { ClusterModel } from "../model/types.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { appProject } from "./app_project.ts";
import { argocdDestination, destinationIn } from "./destination.ts";
import { chartRepository } from "./istio_applications.ts";
import { argocdName, platformProject } from "./names.ts";
import { kindsOfPlatform, kindsOfServices, platformClusterKinds, rootKinds } from "./project_kinds.ts";

/**
 * The fences around services: each project's own repository, namespaces and kinds, and nothing outside namespaces.
 * They are moved before any Application is synced, and Argo CD doesn't delete what lies beyond them; so they enclose
 * all services of the catalogue, also those that no longer run in the cluster.
 */
export function serviceProjects(cluster: ClusterModel): readonly KubernetesObject[] {
  const projects = new Map(cluster.projects.map((project) => [project.name, project]));
  return cluster.argocd.projects.map(({ name, description, groups }) => {
    const { namespaces = [], objects = [] } = projects.get(name) ?? {};
    return appProject(cluster, {
      name: argocdName(cluster, name),
      description,
      sourceRepos: [cluster.repository.url],
      destinations: namespaces.map((namespace) => destinationIn(cluster, namespace)),
      namespacedKinds: kindsOfServices([{ objects }]),
      groups,
      reportOrphans: true,
    });
  });
}

/**
 * The fence around the platform: it may write to every namespace, since it owns them and what keeps them apart. They
 * aren't listed, because it must still delete what it has in a namespace that it gives up.
 */
export function platformAppProject(cluster: ClusterModel): KubernetesObject {
  const own = cluster.destination.argocd === "in-cluster";
  return appProject(cluster, {
    name: argocdName(cluster, platformProject),
    description: "Namespaces, Istio, the gateway and what holds for the whole mesh",
    sourceRepos: [
      cluster.repository.url,
      ...["base", "cni", "istiod", "gateway"].map((chart) => chartRepository(cluster, chart)),
      ...(own ? [cluster.argocd.repository] : []),
    ],
    destinations: [destinationIn(cluster, "*")],
    clusterKinds: platformClusterKinds,
    namespacedKinds: kindsOfPlatform(cluster),
  });
}

/**
 * The fence around the root application: it may create Applications and projects where Argo CD runs, which is as much
 * as an administrator may. Nobody has a role in it.
 */
export function rootProject(cluster: ClusterModel): KubernetesObject {
  return appProject(cluster, {
    name: argocdName(cluster, cluster.argocd.root.name),
    description: "The root application; for administrators only",
    sourceRepos: [cluster.repository.url],
    destinations: [argocdDestination(cluster)],
    namespacedKinds: rootKinds,
    ownSyncOptions: "Delete=false,Prune=false",
  });
}
