/** From the model to every generated file. */
import type { Model, ServiceModel } from "../model/types.ts";
import { sameValue } from "../same_value.ts";
import { clusterFolders } from "./cluster_folders.ts";
import type { FileTree } from "./file_tree.ts";
import { withHeader } from "./header.ts";
import { serviceFolders } from "./service_folders.ts";
import { toYaml } from "./yaml.ts";

/** A rendered file and what it was rendered from. */
interface RenderedFile {
  readonly path: string;
  /** A value that is written as YAML, or text that is written as it is. */
  readonly content: unknown;
  readonly sources: readonly string[];
  readonly text: string;
}

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
  /** The files of clusters by path, for the next rendering. */
  readonly files: ReadonlyMap<string, RenderedFile>;
}

/** Told of a file as soon as it is rendered. */
export type OnFile = (path: string, text: string) => void;

/**
 * The text of a rendered file, header included.
 *
 * @param content A value that is written as YAML, or text that is written as it is.
 */
export function textOf(path: string, content: unknown, sources: readonly string[]): string {
  return withHeader(path, typeof content === "string" ? content : toYaml(content as object), sources);
}

function renderService(base: ServiceModel, inClusters: readonly ServiceModel[]): RenderedService {
  return {
    models: [base, ...inClusters],
    files: serviceFolders(base, inClusters).flatMap(({ path: folder, sources, files }) =>
      files.map(({ name, content }) => {
        const path = `${folder}/${name}`;
        return [path, textOf(path, content, sources)] as const;
      })
    ),
  };
}

/** Whether two models render the same; parts that came from an unchanged file are the same object, so this is quick. */
function sameModels(before: readonly ServiceModel[], now: readonly ServiceModel[]): boolean {
  return before.length === now.length && before.every((model, index) => sameValue(model, now[index]));
}

/**
 * Renders everything. With the rendering before it, what would be rendered from the same is taken over as it is. Paths
 * are relative to `clusters/`.
 *
 * @param onFile Told of each file in the order of the tree. Default: nobody.
 */
export function renderTree(model: Model, before?: Rendering, onFile: OnFile = () => {}): Rendering {
  const tree = new Map<string, string>();
  const add = (path: string, text: string) => {
    tree.set(path, text);
    onFile(path, text);
  };
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
    for (const [path, text] of rendered.files) add(path, text);
  }
  const files = new Map<string, RenderedFile>();
  for (
    const { path: folder, sources, files: inFolder } of model.clusters.flatMap((there) =>
      clusterFolders(there)
    )
  ) {
    for (const { name, content } of inFolder) {
      const path = `${folder}/${name}`;
      const known = before?.files.get(path);
      const same = known !== undefined && sameValue(known.content, content) &&
        sameValue(known.sources, sources);
      const rendered = same ? known : { path, content, sources, text: textOf(path, content, sources) };
      files.set(path, rendered);
      add(path, rendered.text);
    }
  }
  return { tree, services, files };
}
