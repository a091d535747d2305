/** The folders of one service: its base, and an overlay for each cluster. */
import { baseFiles } from "../kustomize/base.ts";
import { overlayFiles } from "../kustomize/overlay.ts";
import type { ServiceModel } from "../model/types.ts";
import { renderService } from "../resources/service_objects.ts";
import type { TreeFolder } from "./tree_folder.ts";

/** The base, then the overlays in the order of the clusters. */
export function serviceFolders(
  base: ServiceModel,
  inClusters: readonly ServiceModel[],
): readonly TreeFolder[] {
  const rendered = renderService(base);
  return [
    { path: `base/${base.name}`, sources: [base.file], files: baseFiles(base.name, rendered.objects) },
    ...inClusters.map((service) => ({
      path: `${service.cluster}/services/${service.name}`,
      sources: [service.file, service.clusterFile!],
      files: overlayFiles(service.name, rendered.objects, renderService(service, rendered).objects),
    })),
  ];
}
