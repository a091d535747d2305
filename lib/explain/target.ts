/** Which part of the model a generated file is rendered from, and that part rendered alone. */
import { buildModel } from "../model/build_model.ts";
import type { Catalogue } from "../model/catalogue.ts";
import type { ClusterModel, Model, ServiceModel } from "../model/types.ts";
import { clusterFolders, type ClusterSection, clusterSections } from "../tree/cluster_folders.ts";
import { serviceFolders } from "../tree/service_folders.ts";
import type { TreeFolder } from "../tree/tree_folder.ts";

/** A folder of the tree, told by the inputs that it belongs to: it is the same folder when its name changes. */
export type Target =
  | { readonly kind: "base"; readonly service: string }
  | { readonly kind: "overlay"; readonly service: string; readonly cluster: string }
  | { readonly kind: "cluster"; readonly cluster: string; readonly sections: readonly ClusterSection[] };

/** What a target is rendered from: equal parts render the same. */
export type Part = readonly (ServiceModel | ClusterModel)[];

/** The part of a model that a target is rendered from; undefined where the model has no such part. */
export function partOf({ bases, clusters }: Model, target: Target): Part | undefined {
  const cluster = target.kind === "base" ? undefined : clusters.find(({ file }) => file === target.cluster);
  if (target.kind === "cluster") return cluster && [cluster];
  const base = bases.find(({ file }) => file === target.service);
  if (base === undefined) return undefined;
  if (target.kind === "base") return [base];
  const here = cluster?.services.find(({ file }) => file === target.service);
  return here && [base, here];
}

/** Renders the folders of a target. */
export function foldersOf(part: Part, target: Target): readonly TreeFolder[] {
  if (target.kind === "cluster") return clusterFolders(part[0] as ClusterModel, target.sections);
  const [base, ...here] = part as readonly [ServiceModel, ...ServiceModel[]];
  return serviceFolders(base, here).slice(target.kind === "base" ? 0 : 1);
}

/** A file of a target: its path below `clusters/`, and the inputs that its header names. */
export interface TargetFile {
  /** The folder's. */
  readonly sources: readonly string[];
  /** A value that is written as YAML, or text. */
  readonly content: unknown;
}

/** The files of a target by path. */
export function filesOf(part: Part, target: Target): ReadonlyMap<string, TargetFile> {
  return new Map(
    foldersOf(part, target).flatMap(({ path, sources, files }) =>
      files.map(({ name, content }) => [`${path}/${name}`, { sources, content }] as const)
    ),
  );
}

/** The target that a path below `clusters/` belongs to, of a model; undefined where nothing renders it. */
export function targetOf(model: Model, path: string): Target | undefined {
  const candidates: Target[] = [
    ...model.bases.filter(({ name }) => path.startsWith(`base/${name}/`)).map(({ file }) =>
      ({ kind: "base", service: file }) as const
    ),
    ...model.clusters.filter(({ name }) => path.startsWith(`${name}/`)).flatMap((
      { name, file, services },
    ) => [
      ...services.filter((service) => path.startsWith(`${name}/services/${service.name}/`)).map((service) =>
        ({ kind: "overlay", service: service.file, cluster: file }) as const
      ),
      ...clusterSections.map((section) => ({ kind: "cluster", cluster: file, sections: [section] }) as const),
    ]),
  ];
  return candidates.find((target) => filesOf(partOf(model, target)!, target).has(path));
}

/** The part of a catalogue that a target is rendered from. */
export function partOfCatalogue(catalogue: Catalogue, target: Target): Part | undefined {
  return partOf(buildModel(catalogue), target);
}
