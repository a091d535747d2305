import { readEntry } from "./cache_entry.ts";
import { cacheRoot } from "./cache_root.ts";
import { locate, type Located, toolNamed, type Tools } from "./locate.ts";
import { makeEntry } from "./make_entry.ts";
import type { ToolName } from "./pins.ts";
import type { OnProgress } from "./progress.ts";
import type { Tool } from "./recipe.ts";
import { requireAll } from "./requirement.ts";
import { TOOLS } from "./tools.ts";

/** How to provision. */
export interface ProvisionOptions {
  /** Receives each step; by default nobody does. */
  readonly onProgress?: OnProgress;
  /** The folder that keeps the tools; by default that of {@linkcode cacheRoot}. */
  readonly root?: string;
}

/**
 * Sees to it that the named tools are in the cache and returns the path of each: a program, or a folder of files.
 *
 * A tool in the cache costs a few `stat` calls. One that is not there is made first, in a folder of its own that is
 * renamed when it is complete; a lock on a file lets only one process make it. Prerequisites are looked at before
 * anything is made.
 *
 * @throws {ToolchainError} naming missing prerequisites, or the command that failed and its log.
 */
export function provision<Name extends ToolName>(
  names: readonly Name[],
  options: ProvisionOptions = {},
): Promise<Readonly<Record<Name, string>>> {
  return provisionFrom(TOOLS, names, options);
}

/** {@linkcode provision} from another table of tools. */
export async function provisionFrom<Name extends string>(
  tools: Tools,
  names: readonly Name[],
  options: ProvisionOptions = {},
): Promise<Readonly<Record<Name, string>>> {
  const root = options.root ?? cacheRoot((name) => Deno.env.get(name));
  const onProgress = options.onProgress ?? (() => {});
  const steps = plan(tools, names, root);
  const missing = [...steps].filter(([, { warm }]) => !warm);
  await requireAll(Object.fromEntries(missing.map(([name, { tool }]) => [name, tool.recipe.requires])));
  const paths = new Map([...steps].map(([name, { located }]) => [name, located.path]));
  for (const [name, { tool, located, warm }] of steps) {
    const begin = performance.now();
    const tell: Parameters<typeof makeEntry>[0]["tell"] = (state, detail = "") => {
      const seconds = (performance.now() - begin) / 1000;
      onProgress({ tool: name, version: tool.pin.version, state, detail, seconds });
    };
    const inputs = Object.fromEntries(tool.recipe.uses.map((input) => [input, paths.get(input) ?? ""]));
    if (warm) tell("warm");
    else await makeEntry({ root, name, tool, located, inputs, tell });
  }
  const named = names.map((name) => [name, paths.get(name)]);
  return Object.freeze(Object.fromEntries(named) as Record<Name, string>);
}

interface Step {
  readonly tool: Tool;
  readonly located: Located;
  readonly warm: boolean;
}

// What a tool is made from comes before it, and only if the tool has to be made.
function plan(tools: Tools, names: readonly string[], root: string): ReadonlyMap<string, Step> {
  const steps = new Map<string, Step>();
  const add = (name: string) => {
    if (steps.has(name)) return;
    const tool = toolNamed(tools, name);
    const located = locate(tools, name, root);
    const warm = readEntry(located.folder) !== undefined;
    if (!warm) tool.recipe.uses.forEach(add);
    steps.set(name, { tool, located, warm });
  };
  names.forEach(add);
  return steps;
}
