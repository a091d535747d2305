/** From the model to every generated file. */
import { argocdObjects } from "../argocd/argocd_objects.ts";
import { argocdFiles } from "../kustomize/argocd_folder.ts";
import { baseFiles, type KustomizeFile, partFiles } from "../kustomize/base.ts";
import { overlayFiles } from "../kustomize/overlay.ts";
import type { ClusterModel, Model, ServiceModel } from "../model/types.ts";
import { clusterReadme } from "../readme/cluster_readme.ts";
import { platformParts } from "../resources/platform/platform_parts.ts";
import { serviceObjects } from "../resources/service_objects.ts";
import { sameValue } from "../same_value.ts";
import type { FileTree } from "./file_tree.ts";
import { withHeader } from "./header.ts";
import { toYaml } from "./yaml.ts";

/** The files of one service and what they were rendered from. */
interface RenderedService {
  readonly models: readonly ServiceModel[];
  readonly files: readonly (readonly [path: string, text: string])[];
}

/** A rendered tree that the next rendering can start from. */
export interface Rendering {
  /** Every file. */
  readonly tree: FileTree;
  /** By name, for the next rendering. */
  readonly services: ReadonlyMap<string, RenderedService>;
}

function texts(
  folder: string,
  files: readonly KustomizeFile[],
  sources: readonly string[],
): readonly (readonly [string, string])[] {
  return files.map(({ name, content }) => {
    const path = `${folder}/${name}`;
    return [path, withHeader(path, toYaml(content), sources)];
  });
}

function renderService(base: ServiceModel, inClusters: readonly ServiceModel[]): RenderedService {
  const objects = serviceObjects(base);
  return {
    models: [base, ...inClusters],
    files: [
      ...texts(`base/${base.name}`, baseFiles(base.name, objects), [base.file]),
      ...inClusters.flatMap((service) =>
        texts(
          `${service.cluster}/services/${service.name}`,
          overlayFiles(service.name, objects, serviceObjects(service)),
          [service.file, service.clusterFile!],
        )
      ),
    ],
  };
}

/** Whether two models render the same; parts that came from an unchanged file are the same object, so this is quick. */
function sameModels(before: readonly ServiceModel[], now: readonly ServiceModel[]): boolean {
  return before.length === now.length && before.every((model, index) => sameValue(model, now[index]));
}

function renderCluster(cluster: ClusterModel): readonly (readonly [string, string])[] {
  const sources = [cluster.file, cluster.argocd.file];
  const readme = `${cluster.name}/README.md`;
  return [
    ...platformParts(cluster).flatMap(({ name, objects }) =>
      texts(`${cluster.name}/platform/${name}`, partFiles(name, objects), sources)
    ),
    ...texts(`${cluster.name}/argocd`, argocdFiles(argocdObjects(cluster)), sources),
    [readme, withHeader(readme, clusterReadme(cluster), ["services/", cluster.file])],
  ];
}

/**
 * Renders everything. With the rendering before it, services whose models are the same are taken over as they are.
 * Paths are relative to `clusters/`.
 */
export function renderTree(model: Model, before?: Rendering): Rendering {
  const tree = new Map<string, string>();
  const services = new Map<string, RenderedService>();
  const byCluster = model.clusters.map((cluster) =>
    new Map(cluster.services.map((service) => [service.name, service]))
  );
  for (const base of model.bases) {
    const inClusters = byCluster.flatMap((there) => there.get(base.name) ?? []);
    const known = before?.services.get(base.name);
    const rendered = known !== undefined && sameModels(known.models, [base, ...inClusters])
      ? known
      : renderService(base, inClusters);
    services.set(base.name, rendered);
    for (const [path, text] of rendered.files) tree.set(path, text);
  }
  for (const cluster of model.clusters) {
    for (const [path, text] of renderCluster(cluster)) tree.set(path, text);
  }
  return { tree, services };
}
