/**
 * `deno task apps`: builds the three tiers, or runs them on this machine without a cluster.
 *
 * @module
 */

import { ToolchainError } from "../toolchain/toolchain_error.ts";
import { prune } from "./cache.ts";
import { appPrograms } from "./programs.ts";
import { startTiers } from "./tiers.ts";

const HELP = `Builds and runs the three tiers of apps/.

Usage: deno task apps <command>

Commands:
  build   build them, and print the folder and the command of each
  run     build them and run them on loopback until Ctrl+C; variables of this shell such as
          FAULT_STATUS apply to the tier named before them: ml:FAULT_STATUS=503
  prune   remove what the cache keeps of other sources than those of this tree

Example: deno task apps run ml:VERSION=canary ml:FAULT_DELAY=2s`;

const TIERS = ["frontend", "backend", "ml"] as const;

async function build(): Promise<void> {
  for (const [tier, { folder, command }] of Object.entries(await appPrograms())) {
    console.log(`${tier}\n  folder   ${folder}\n  command  ${command.join(" ")}`);
  }
}

async function run(words: readonly string[]): Promise<void> {
  const env = Object.fromEntries(TIERS.map((tier) => [tier, {} as Record<string, string>]));
  for (const word of words) {
    const [, tier = "", name = "", value = ""] = /^(\w+):(\w+)=(.*)$/.exec(word) ?? [];
    const set = env[tier];
    if (set === undefined) throw new ToolchainError(`Cannot read "${word}" as tier:NAME=value`);
    set[name] = value;
  }
  const options = Object.fromEntries(TIERS.map((tier) => [
    tier,
    { env: env[tier] ?? {}, onLine: (line: string) => console.log(`${tier.padEnd(8)} ${line}`) },
  ]));
  await using tiers = await startTiers(options);
  console.log(`\nOpen ${tiers.frontend.url}\n`);
  await new Promise<void>((resolve) => {
    Deno.addSignalListener("SIGINT", resolve);
    Deno.addSignalListener("SIGTERM", resolve);
  });
}

if (import.meta.main) {
  const [command, ...words] = Deno.args;
  try {
    if (command === "build" && words.length === 0) await build();
    else if (command === "run") await run(words);
    else if (command === "prune" && words.length === 0) {
      prune().forEach((folder) => console.log(`removed ${folder}`));
    } else {
      console.error(HELP);
      Deno.exit(command === undefined || command === "help" || command === "--help" ? 0 : 2);
    }
  } catch (error) {
    if (!(error instanceof ToolchainError)) throw error;
    console.error(error.message);
    Deno.exit(1);
  }
}
