/** Everything that Argo CD is told of a cluster. */
import type { ClusterModel } from "../model/types.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { platformPartNames } from "../resources/platform/platform_parts.ts";
import { argocdApplication } from "./argocd_application.ts";
import { istioApplications } from "./istio_applications.ts";
import { partApplication } from "./part_application.ts";
import { platformAppProject, rootProject, serviceProjects } from "./projects.ts";
import { rootApplication } from "./root.ts";
import { serviceApplication } from "./service_application.ts";

/** The objects of Argo CD for one cluster, each list sorted by name. */
export interface ArgoCDObjects {
  /** The services', the platform's and the root application's. */
  readonly projects: readonly KubernetesObject[];
  /** Of services, platform parts and charts, without the root application. */
  readonly applications: readonly KubernetesObject[];
  /** The root application. */
  readonly root: KubernetesObject;
}

/** Renders them. All stand in Argo CD's namespace, in the cluster or in the hub. */
export function argocdObjects(cluster: ClusterModel): ArgoCDObjects {
  return {
    projects: byName([...serviceProjects(cluster), platformAppProject(cluster), rootProject(cluster)]),
    applications: byName([
      ...platformApplications(cluster),
      ...cluster.services.map((service) => serviceApplication(cluster, service)),
    ]),
    root: rootApplication(cluster),
  };
}

/** The Applications of everything that belongs to no service; a service of the same name would be in their way. */
export function platformApplications(cluster: ClusterModel): readonly KubernetesObject[] {
  return byName([
    ...platformPartNames(cluster).map((name) => partApplication(cluster, name)),
    ...istioApplications(cluster),
    ...(cluster.destination.argocd === "in-cluster" ? [argocdApplication(cluster)] : []),
  ]);
}

function byName(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  return objects.toSorted((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
}
