/**
 * The steps that bring a lab up in Kind. Each finds its work done, half done or to be done.
 *
 * @module
 */

import type { ClusterModel } from "../../lib/model/types.ts";
import type { LabTree } from "../argocd/argocd_steps.ts";
import { applyArgoCD, applyRoot } from "../argocd/bootstrap.ts";
import type { ClusterApi } from "../argocd/cluster_api.ts";
import type { ClusterTree } from "../argocd/cluster_tree.ts";
import { makeSecrets } from "../argocd/generated_secrets.ts";
import { openingHint } from "./addresses.ts";
import type { GiteaAddress } from "./gitea_address.ts";
import { installGitea } from "./install_gitea.ts";
import type { KindLayout } from "./kind_layout.ts";
import type { KindParts } from "./kind_parts.ts";
import { pushToGitea } from "./kind_repository.ts";
import { connectCluster, makeCluster } from "./make_cluster.ts";
import { loadImages, tierImages } from "./tier_images.ts";

/** What every step is given. */
export interface KindContext {
  readonly parts: KindParts;
  readonly layout: KindLayout;
  readonly labTree: LabTree;
  /** The cluster's name for Kind. */
  readonly cluster: string;
  /** What the catalogue says of the cluster. */
  readonly model: ClusterModel;
  /** What the rendered tree says about Argo CD. */
  readonly tree: ClusterTree;
  /** The lab's own Git server; `undefined` if Argo CD reads a repository elsewhere. */
  readonly gitea: GiteaAddress | undefined;
  /** Says how far a step that takes long has come. */
  readonly tell: (detail: string) => void;
}

/** One step of bringing a lab up. */
export interface KindStep {
  /** What is printed of it, such as `cluster`. */
  readonly name: string;
  /**
   * Does the work and resolves when what it makes is ready.
   *
   * @returns what came of it.
   * @throws {LabError} naming the cause.
   */
  readonly run: (context: KindContext) => Promise<string>;
}

const ELSEWHERE = "not needed: Argo CD reads a repository elsewhere";

/** The steps in their order. */
export const KIND_STEPS: readonly KindStep[] = Object.freeze([
  {
    name: "cluster",
    run: ({ parts, layout, labTree, cluster }) =>
      makeCluster(parts.door, layout, {
        cluster,
        config: `${labTree.workingTree}/clusters/${labTree.cluster}/kind.yaml`,
      }),
  },
  { name: "nodes", run: ({ parts, layout, cluster }) => connectCluster(parts.door, layout, cluster) },
  {
    name: "images",
    run: async ({ parts, labTree, model, cluster, tell }) =>
      loadImages(parts.door, cluster, await tierImages(labTree.workingTree, model), tell),
  },
  {
    name: "git server",
    run: (context) =>
      withKindApi(context, async (api) => {
        const { parts, layout, gitea } = context;
        return gitea === undefined
          ? ELSEWHERE
          : await installGitea(parts.door, api, layout.kubeconfig, gitea);
      }),
  },
  {
    name: "push",
    async run({ parts, layout, labTree, gitea }) {
      if (gitea === undefined) return ELSEWHERE;
      const { commit, changed } = await pushToGitea(parts, layout, gitea, labTree);
      return `${commit.slice(0, 7)}${changed ? "" : ", nothing new"}`;
    },
  },
  {
    name: "argocd",
    run: (context) =>
      withKindApi(context, async (api) => {
        const { kustomize, "argocd-manifests": manifests } = await context.parts.tools();
        const { tree } = context;
        const bootstrap = await context.parts.bootstrap({
          api,
          tree,
          kustomize,
          manifests,
          certificates: {},
        });
        await applyArgoCD(api, bootstrap);
        return `${bootstrap.definitions.length + bootstrap.components.length} objects`;
      }),
  },
  {
    name: "secrets",
    run: (context) =>
      withKindApi(context, async (api) => {
        const { labTree: { workingTree, cluster }, tree } = context;
        const secrets = await context.parts.readSecrets(workingTree, cluster);
        const made = await makeSecrets(api, secrets, tree.namespaces);
        return `${secrets.length} generated${made === 0 && secrets.length > 0 ? " before" : ""}`;
      }),
  },
  {
    name: "root application",
    run: (context) =>
      withKindApi(context, async (api) => {
        const { tree } = context;
        await applyRoot(api, { definitions: [], components: [], root: tree.rootObjects });
        return `${tree.applications.length} Applications`;
      }),
  },
  { name: "addresses", run: ({ model }) => Promise.resolve(openingHint(model)) },
]);

async function withKindApi<T>(
  { parts, layout }: KindContext,
  work: (api: ClusterApi) => Promise<T>,
): Promise<T> {
  using api = parts.api(await Deno.readTextFile(layout.kubeconfig));
  return await work(api);
}
