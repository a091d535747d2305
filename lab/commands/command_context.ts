import type { LabTree } from "../argocd/argocd_steps.ts";
import { type ClusterApi, clusterApi } from "../argocd/cluster_api.ts";
import type { Engine } from "../engine.ts";

/** What every command of the lab is given. */
export interface CommandContext {
  readonly engine: Engine;
  /** Which tree the lab runs. */
  readonly labTree: LabTree;
}

/** Does something with the API server of an engine's cluster. */
export async function withApi<T>(engine: Engine, work: (api: ClusterApi) => Promise<T>): Promise<T> {
  using api = clusterApi(await engine.kubeconfig());
  return await work(api);
}
