import { readEntry } from "../../../toolchain/cache_entry.ts";
import { cacheRoot } from "../../../toolchain/cache_root.ts";
import { locate } from "../../../toolchain/locate.ts";
import type { ToolName } from "../../../toolchain/pins.ts";
import { TOOLS } from "../../../toolchain/tools.ts";
import { missingPrerequisites } from "../../../lab/process/prerequisites.ts";

/** Why a test that runs a lab can't run here; `undefined` if it can. */
export async function reasonToSkip(tools: readonly ToolName[]): Promise<string | undefined> {
  const [missing] = await missingPrerequisites();
  if (missing !== undefined) return `this machine lacks ${missing.what}; ${missing.remedy}`;
  const root = cacheRoot((name) => Deno.env.get(name));
  const unmade = tools.filter((name) => readEntry(locate(TOOLS, name, root).folder) === undefined);
  if (unmade.length > 0) return `not made yet: ${unmade.join(", ")}; run "deno task toolchain lab"`;
  return undefined;
}
