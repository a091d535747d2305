import { readEntry, sealEntry } from "./cache_entry.ts";
import { lockFile } from "./file_lock.ts";
import type { Located } from "./locate.ts";
import type { Progress } from "./progress.ts";
import type { Tool } from "./recipe.ts";

/** How often a tool that is being made says so, in milliseconds. */
const TICK = 10_000;

/** What is to be made and where. */
export interface MakeEntryOptions {
  /** The folder of the cache. */
  readonly root: string;
  /** The name of the tool. */
  readonly name: string;
  /** The tool. */
  readonly tool: Tool;
  /** Where it belongs. */
  readonly located: Located;
  /** The paths of the tools it is made from, by name. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Receives each step. */
  readonly tell: (state: Progress["state"], detail?: string) => void;
}

/**
 * Makes a cache entry, unless another process has just done so.
 *
 * It is made in a folder of its own and renamed when it is complete: whoever is stopped on the way leaves nothing that
 * could be taken for a result.
 */
export async function makeEntry(
  { root, name, tool, located, inputs, tell }: MakeEntryOptions,
): Promise<void> {
  const working = `${root}/.making/${name}`;
  const log = `${root}/.log/${name}.log`;
  for (const folder of [".making", ".log", ".lock"]) {
    await Deno.mkdir(`${root}/${folder}`, { recursive: true });
  }
  using _lock = await lockFile(`${root}/.lock/${name}`, () => tell("waiting"));
  if (readEntry(located.folder) !== undefined) return tell("warm");

  // Whoever left these behind is dead: the lock was free.
  for (const stale of [working, located.folder, log]) await removeIfPresent(stale);
  await Deno.mkdir(working);
  const begin = performance.now();
  let detail = "starting";
  tell("making", detail);
  const tick = setInterval(() => tell("making", detail), TICK);
  try {
    await tool.recipe.make({ directory: working, log, inputs, progress: (text) => void (detail = text) });
    sealEntry(working, name, tool.pin.version, Math.round(performance.now() - begin) / 1000);
    await Deno.rename(working, located.folder);
  } finally {
    clearInterval(tick);
  }
  tell("made");
}

async function removeIfPresent(path: string): Promise<void> {
  try {
    await Deno.remove(path, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
