import { LabError } from "../lab_error.ts";
import type { Application } from "./application.ts";
import { isApplication } from "./application.ts";
import { kustomizeBuild } from "./kustomize_build.ts";
import type { KubernetesObject } from "../../lib/kubernetes_object.ts";

/** What the rendered tree of a cluster says about Argo CD. */
export interface ClusterTree {
  /** Every Application, the root included. */
  readonly applications: readonly Application[];
  /** The root Application. */
  readonly root: Application;
  /** What is applied by hand in any cluster: the root Application and its project. */
  readonly rootObjects: readonly KubernetesObject[];
  /** Every namespace that is synced later. */
  readonly namespaces: readonly KubernetesObject[];
  /** The namespace of Argo CD, one of them. */
  readonly namespace: KubernetesObject;
  /** Argo CD's settings. */
  readonly settings: readonly KubernetesObject[];
}

/**
 * Reads what a cluster's rendered tree says about Argo CD, by stock kustomize.
 *
 * @param folder such as `clusters/lab`.
 * @throws {LabError} if the tree has no root Application, or Argo CD does not run in that cluster.
 */
export async function readClusterTree(kustomize: string, folder: string): Promise<ClusterTree> {
  const build = (path: string) => kustomizeBuild(kustomize, `${folder}/${path}`);
  const [all, rootObjects, namespaces, settings] = await Promise.all([
    build("argocd"),
    build("argocd/root"),
    build("platform/namespaces"),
    build("platform/argocd-settings"),
  ]);
  const [root] = rootObjects.filter(isApplication) as unknown as readonly Application[];
  const namespace = namespaces.find(({ metadata }) => metadata.name === root?.metadata.namespace);
  if (root?.spec.source === undefined || namespace === undefined) {
    throw new LabError(
      `Cannot read "${folder}": it has no root Application, or not the namespace that it is in`,
    );
  }
  return {
    applications: all.filter(isApplication) as unknown as readonly Application[],
    root,
    rootObjects,
    namespaces,
    namespace,
    settings,
  };
}
