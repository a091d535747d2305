/** The clusters of a tree, as Argo CD's Applications have them. */
import type { FileTree } from "../tree/file_tree.ts";
import { fieldsOf, listOf, textOf, textsOf } from "../walk/plain.ts";
import { buildKustomization } from "../walk/read/build_kustomization.ts";
import { TreeError } from "../walk/read/tree_error.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { keyOf, refer } from "../walk/reference.ts";
import type { Application, Objects, RenderedCluster } from "./rendered_cluster.ts";

/** What a folder was built from, and what came of it. */
interface Built {
  readonly texts: ReadonlyMap<string, string | undefined>;
  readonly objects: Objects;
}

/** Builds folders of trees; one that is built from the same files again gives the same objects. */
export type Builder = (tree: FileTree, folder: string) => Objects;

/** Makes a {@linkcode Builder} that remembers the last thing it built in each folder. */
export function rememberingBuilder(): Builder {
  const known = new Map<string, Built>();
  return (tree, folder) => {
    const before = known.get(folder);
    if (before !== undefined && [...before.texts].every(([path, text]) => tree.get(path) === text)) {
      return before.objects;
    }
    const texts = new Map<string, string | undefined>();
    const built = buildKustomization(folder, (path) => {
      texts.set(path, tree.get(path));
      return tree.get(path);
    });
    const objects = new Map(built.map(({ object }) => [keyOf(refer(object)), object]));
    known.set(folder, { texts, objects });
    return objects;
  };
}

const finalizer = /^resources-finalizer\.argocd\.argoproj\.io(\/|$)/;

function applicationOf(object: KubernetesObject, objects: Objects): Application {
  const spec = fieldsOf(object.spec);
  const source = fieldsOf(spec.source);
  const policy = fieldsOf(spec.syncPolicy);
  const { finalizers } = object.metadata as { readonly finalizers?: unknown };
  return {
    name: object.metadata.name,
    namespace: textOf(fieldsOf(spec.destination).namespace) ?? "",
    revision: `${textOf(source.repoURL) ?? ""}@${textOf(source.targetRevision) ?? "HEAD"}`,
    pruneLast: listOf(policy.syncOptions).includes("PruneLast=true"),
    cascades: textsOf(finalizers).some((each) => finalizer.test(each)),
    objects,
  };
}

/** The folder of an Application in the tree; undefined for a chart, or for another repository's. */
function folderOf(object: KubernetesObject): string | undefined {
  const path = textOf(fieldsOf(fieldsOf(object.spec).source).path);
  return path === undefined ? undefined : /^(?:\.\/)?clusters\/(.*?)\/*$/.exec(path)?.[1];
}

function readCluster(name: string, tree: FileTree, build: Builder): RenderedCluster {
  const argocd = `${name}/argocd`;
  const bootstrap = `${argocd}/root`;
  const own = new Map(build(tree, argocd));
  if (tree.has(`${bootstrap}/kustomization.yaml`)) {
    for (const [key, object] of build(tree, bootstrap)) own.set(key, object);
  }
  const applications = new Map<string, Application>();
  for (const object of own.values()) {
    const folder = object.kind === "Application" ? folderOf(object) : undefined;
    if (folder === undefined) continue;
    if (!tree.has(`${folder}/kustomization.yaml`)) {
      throw new TreeError(`Cannot build "${folder}": it has no kustomization.yaml`);
    }
    const objects = folder === argocd ? own : build(tree, folder);
    applications.set(object.metadata.name, applicationOf(object, objects));
  }
  return { name, applications };
}

/**
 * Reads all clusters of a tree, by name: every folder that has Applications.
 *
 * @throws {TreeError} for a tree that isn't understood.
 */
export function readClusters(tree: FileTree, build: Builder): ReadonlyMap<string, RenderedCluster> {
  const names = [...tree.keys()].flatMap((path) =>
    /^([^/]+)\/argocd\/kustomization\.yaml$/.exec(path)?.[1] ?? []
  )
    .sort();
  return new Map(names.map((name) => [name, readCluster(name, tree, build)]));
}
