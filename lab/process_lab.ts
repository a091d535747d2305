import {
  argocdSteps,
  LAB_TREE,
  type LabTree,
  readLabTree,
  repositoryPath,
  storePath,
} from "./argocd/argocd_steps.ts";
import type { Engine } from "./engine.ts";
import { commandInside, currentRun } from "./node/container_place.ts";
import { nodeAgentStep, tiersStep } from "./node/node_agent_step.ts";
import type { Tiers } from "./node/tiers.ts";
import type { Layout } from "./process/layout.ts";
import type { PodAccess } from "./process/pod_access.ts";
import { processEngine } from "./process/process_engine.ts";
import type { Step } from "./process/step.ts";
import { STEPS } from "./process/steps.ts";
import { TOOLS_STEP } from "./process/tools_step.ts";

const PODS: PodAccess = {
  commandIn: commandInside,
  log: async (layout, place) => (await currentRun(layout, place)).log,
};

/** The steps of a whole lab: control plane, node, Git, Argo CD. The rest arrives by sync. */
export function processLabSteps(labTree: LabTree = LAB_TREE, tiers?: Tiers): readonly Step[] {
  return Object.freeze([
    ...[...STEPS, TOOLS_STEP, tiersStep(tiers), nodeAgentStep(tiers)],
    ...argocdSteps(labTree),
  ]);
}

/**
 * The engine that runs a whole lab as processes of this machine.
 *
 * @param tiers what stands for the images of tiers; by default what did before, and in a new lab the programs of `apps/`.
 */
export function processLab(layout: Layout, labTree: LabTree = LAB_TREE, tiers?: Tiers): Engine {
  return processEngine(layout, {
    steps: processLabSteps(labTree, tiers),
    pods: PODS,
    repository: async () => {
      const { tree } = await readLabTree(labTree);
      const cluster = tree.root.spec.source?.repoURL ?? "";
      return { push: repositoryPath(layout), cluster, store: storePath(layout) };
    },
  });
}
