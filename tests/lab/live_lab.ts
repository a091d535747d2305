import assert from "node:assert/strict";
import { LAB_TREE, type LabTree } from "../../lab/argocd/argocd_steps.ts";
import type { ClusterApi } from "../../lab/argocd/cluster_api.ts";
import { withApi } from "../../lab/commands/command_context.ts";
import { settle } from "../../lab/commands/settle.ts";
import type { Engine } from "../../lab/engine.ts";
import { type Layout, layoutOf } from "../../lab/process/layout.ts";
import { processLab } from "../../lab/process_lab.ts";
import type { ClusterModel, Model } from "../../lib/model/types.ts";
import { checkCatalogue } from "../../lib/pipeline/check_catalogue.ts";
import { SETS } from "../../toolchain/tools.ts";
import { reasonToSkip } from "./process/built_tools.ts";
import { temporaryLayout } from "./process/temporary_layout.ts";
import { copyCatalogue } from "./whole/catalogue_copy.ts";

/** A lab of processes that runs a copy of this repository's catalogue, everything synced and healthy. */
export interface LiveLab {
  readonly layout: Layout;
  readonly labTree: LabTree;
  readonly engine: Engine;
  readonly api: ClusterApi;
  /** What the catalogue says, of all clusters. */
  readonly model: Model;
  /** What it says of the lab. */
  readonly cluster: ClusterModel;
}

/** A lab that somebody else brings up and takes down. */
export interface RunningLab {
  /** Its folder. */
  readonly folder: string;
  /** The tree that it runs. */
  readonly workingTree: string;
}

/** The lab that runs already, if any, by the variable `THREERVISION_TEST_LAB`: `<folder of the lab>:<tree>`. */
export const RUNNING: RunningLab | undefined = runningLab(Deno.env.get("THREERVISION_TEST_LAB"));

/** Seconds for which Argo CD is waited for, on a machine that has other work too. */
const PATIENCE = 1800;

/** For tests and steps with a live lab: the ways into the cluster that it opens live as long as the process. */
export const LIVE = Object.freeze({ sanitizeOps: false, sanitizeResources: false });

/** Whether there can be no live lab on this machine; if so, says why, and what is not tested. */
export async function cannotRun(untested: string): Promise<boolean> {
  const reason = await reasonToSkip(SETS.lab);
  if (reason !== undefined) console.warn(`SKIPPED, ${untested}: ${reason}`);
  return reason !== undefined;
}

/** Does something with the lab that runs, or with a new one. */
export async function withLiveLab(use: (lab: LiveLab) => Promise<void>): Promise<void> {
  if (RUNNING === undefined) return await withNewLab(copyCatalogue, use);
  const { folder, workingTree } = RUNNING;
  const layout = layoutOf(() => folder);
  const labTree = { ...LAB_TREE, workingTree };
  await withEngine(processLab(layout, labTree), { layout, labTree }, use);
}

/**
 * Brings up a lab with echo programs for its tiers, does something with it, and takes it down.
 *
 * @param makeTree writes the tree that the lab runs into a folder that does not exist.
 */
export async function withNewLab(
  makeTree: (folder: string) => Promise<void>,
  use: (lab: LiveLab) => Promise<void>,
): Promise<void> {
  await using temporary = await temporaryLayout();
  const { layout } = temporary;
  const workingTree = `${layout.root}-tree`;
  await makeTree(workingTree);
  const labTree = { ...LAB_TREE, workingTree };
  const engine = processLab(layout, labTree, "echo");
  try {
    await engine.up({ onProgress: () => {} });
    await settle({ engine, labTree }, { timeout: PATIENCE });
    await withEngine(engine, { layout, labTree }, use);
  } finally {
    await engine.down({ onProgress: () => {} });
    await Deno.remove(workingTree, { recursive: true });
  }
}

async function withEngine(
  engine: Engine,
  { layout, labTree }: Pick<LiveLab, "layout" | "labTree">,
  use: (lab: LiveLab) => Promise<void>,
): Promise<void> {
  const { model } = await checkCatalogue(labTree.workingTree);
  const cluster = model?.clusters.find(({ name }) => name === labTree.cluster);
  assert.ok(model !== undefined && cluster !== undefined, `${labTree.workingTree} has no lab`);
  await withApi(engine, (api) => use({ layout, labTree, engine, api, model, cluster }));
}

function runningLab(text: string | undefined): RunningLab | undefined {
  if (text === undefined) return undefined;
  const [folder = "", workingTree = ""] = text.split(":");
  return { folder, workingTree };
}
