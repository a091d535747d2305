import { argocdObjects } from "../../../lib/argocd/argocd_objects.ts";
import { buildModel } from "../../../lib/model/build_model.ts";
import type { Catalogue } from "../../../lib/model/catalogue.ts";
import { platformParts } from "../../../lib/resources/platform/platform_parts.ts";
import { serviceObjects } from "../../../lib/resources/service_objects.ts";
import { checkModel } from "../../../lib/rules/check_model.ts";
import type { KubernetesObject } from "../../../lib/kubernetes_object.ts";
import type { RenderedPart } from "./rendered_cluster.ts";

/**
 * What is rendered of a catalogue, a list of parts for each cluster; none where a rule finds an error. That Kustomize
 * builds the same objects is tested elsewhere.
 */
export function randomClusters(catalogue: Catalogue): readonly (readonly RenderedPart[])[] {
  const model = buildModel(catalogue);
  if (checkModel(catalogue, model).some(({ severity }) => severity === "error")) return [];
  return model.clusters.map((cluster) => {
    const part = (source: string, namespace: string, objects: readonly KubernetesObject[]): RenderedPart => ({
      source: `${cluster.name} ${source}`,
      namespace,
      objects,
    });
    const { projects, applications, root } = argocdObjects(cluster);
    return [
      ...platformParts(cluster).map(({ name, objects }) => part(name, "", objects)),
      ...cluster.services.map((service) => part(service.name, service.namespace, serviceObjects(service))),
      part("argocd", cluster.argocd.namespace, [...projects, ...applications, root]),
    ];
  });
}
