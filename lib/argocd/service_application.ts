/** The Application of a service. */
import type { ClusterModel, ServiceModel } from "../model/types.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { application } from "./application.ts";
import { destinationIn } from "./destination.ts";
import { argocdName } from "./names.ts";
import { basePath, servicePath } from "./paths.ts";
import { waves } from "./waves.ts";

/** Renders the service's folder, and takes its objects along when the service is removed. */
export function serviceApplication(
  cluster: ClusterModel,
  service: Pick<ServiceModel, "name" | "namespace" | "project">,
): KubernetesObject {
  const path = servicePath(cluster.name, service.name);
  return application(cluster, {
    name: argocdName(cluster, service.name),
    project: argocdName(cluster, service.project),
    wave: waves.service,
    source: { repoURL: cluster.repository.url, targetRevision: cluster.repository.revision, path },
    destination: destinationIn(cluster, service.namespace),
    paths: [path, basePath(service.name)],
    cascade: true,
    appliesAll: true,
  });
}
