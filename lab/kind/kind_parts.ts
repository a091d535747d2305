import { provision } from "../../toolchain/provision.ts";
import { prepareBootstrap } from "../argocd/bootstrap.ts";
import { type ClusterApi, clusterApi } from "../argocd/cluster_api.ts";
import { readClusterTree } from "../argocd/cluster_tree.ts";
import { generatedSecrets } from "../argocd/generated_secrets.ts";
import { pushWorkingTree } from "../git/push_working_tree.ts";
import { labModel } from "./addresses.ts";
import type { Door } from "./door.ts";
import { SYSTEM_DOOR } from "./system_door.ts";

/** What the Kind engine is made of beside its own code; tests put others in their place. */
export interface KindParts {
  /** The way out of the process. */
  readonly door: Door;
  /** The API server of a kubeconfig. */
  readonly api: (kubeconfig: string) => ClusterApi;
  /** Pushes the working tree. */
  readonly push: typeof pushWorkingTree;
  /** The tools that read the rendered tree and Argo CD's manifests. */
  readonly tools: () => Promise<{ readonly kustomize: string; readonly "argocd-manifests": string }>;
  /** Reads what the catalogue says of the cluster. */
  readonly readModel: typeof labModel;
  /** Reads which Secrets the catalogue wants generated. */
  readonly readSecrets: typeof generatedSecrets;
  /** Reads what the rendered tree says about Argo CD. */
  readonly readTree: typeof readClusterTree;
  /** Prepares what of Argo CD is applied by hand. */
  readonly bootstrap: typeof prepareBootstrap;
}

/** The real ones. */
export const KIND_PARTS: KindParts = Object.freeze({
  door: SYSTEM_DOOR,
  api: clusterApi,
  push: pushWorkingTree,
  tools: () => provision(["kustomize", "argocd-manifests"]),
  readModel: labModel,
  readSecrets: generatedSecrets,
  readTree: readClusterTree,
  bootstrap: prepareBootstrap,
});
