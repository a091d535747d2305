import type { LabTree } from "./argocd/argocd_steps.ts";
import type { Engine } from "./engine.ts";
import { kindEngine } from "./kind/kind_engine.ts";
import type { Layout } from "./process/layout.ts";
import type { Tiers } from "./node/tiers.ts";
import { processLab } from "./process_lab.ts";

/** The ways of running a lab: what `--engine` takes. */
export const ENGINE_NAMES: readonly Engine["name"][] = Object.freeze(["process", "kind"]);

/** Whether there is an engine of that name. */
export function isEngineName(name: string): name is Engine["name"] {
  return (ENGINE_NAMES as readonly string[]).includes(name);
}

/**
 * The engine of a name.
 *
 * @param tiers what stands for the images of tiers where the engine runs processes, see {@linkcode processLab}.
 */
export function engineOf(name: Engine["name"], layout: Layout, labTree: LabTree, tiers?: Tiers): Engine {
  return name === "kind" ? kindEngine(layout, labTree) : processLab(layout, labTree, tiers);
}
