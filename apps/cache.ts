import { cacheRoot } from "../toolchain/cache_root.ts";
import { entryFolders } from "../toolchain/cache_entry.ts";
import { locate } from "../toolchain/locate.ts";
import { printProgress } from "../toolchain/progress.ts";
import { provisionFrom } from "../toolchain/provision.ts";
import { RECIPES } from "./recipes.ts";

/** A step of the build of the tiers. */
export type Step = keyof typeof RECIPES;

/** The folder that keeps what was built: beside the tools, where pruning those does not reach. */
function root(): string {
  return `${cacheRoot((name) => Deno.env.get(name))}/.apps`;
}

/**
 * Sees to it that steps are built, and returns the folder of each. What is in the cache costs a few `stat` calls.
 *
 * @throws {ToolchainError} naming what is missing on this machine, or the command that failed and its log.
 */
export function built<Name extends Step>(names: readonly Name[]): Promise<Readonly<Record<Name, string>>> {
  return provisionFrom(RECIPES, names, { root: root(), onProgress: printProgress });
}

/** Removes what the cache keeps of other sources than those of this tree, and returns the folders removed. */
export function prune(): readonly string[] {
  const current = new Set(Object.keys(RECIPES).map((name) => locate(RECIPES, name, root()).folder));
  const removed = entryFolders(root()).filter((folder) => !current.has(folder));
  for (const folder of removed) Deno.removeSync(folder, { recursive: true });
  return removed;
}
