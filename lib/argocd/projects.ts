/** The projects of a cluster. */
import { platformNamespaces } from "../model/defaults.ts";
import type { ClusterModel } from "../model/types.ts";
import type { KubernetesObject } from "../resources/kubernetes_object.ts";
import { appProject } from "./app_project.ts";
import { argocdDestination, destinationIn } from "./destination.ts";
import { chartRepository, cniNamespace } from "./istio_applications.ts";
import { argocdName, platformProject } from "./names.ts";
import { kindsOfPlatform, kindsOfServices, platformClusterKinds, rootKinds } from "./project_kinds.ts";

/** The fences around services: each project's own repository, namespaces and kinds, and nothing outside namespaces. */
export function serviceProjects(cluster: ClusterModel): readonly KubernetesObject[] {
  return cluster.argocd.projects.map(({ name, description, groups }) => {
    const services = cluster.services.filter(({ project }) => project === name);
    return appProject(cluster, {
      name: argocdName(cluster, name),
      description,
      sourceRepos: [cluster.repository.url],
      destinations: inNamespaces(cluster, services.map(({ namespace }) => namespace)),
      namespacedKinds: kindsOfServices(services),
      groups,
      reportOrphans: true,
    });
  });
}

/** The fence around the platform: it may write to every namespace, since it owns what keeps them apart. */
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
    destinations: inNamespaces(cluster, [
      platformNamespaces.istio,
      cluster.gateway.namespace,
      cniNamespace,
      ...(own ? [cluster.argocd.namespace] : []),
      ...cluster.namespaces.map(({ name }) => name),
    ]),
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

function inNamespaces(cluster: ClusterModel, namespaces: readonly string[]) {
  return [...new Set(namespaces)].sort().map((namespace) => destinationIn(cluster, namespace));
}
