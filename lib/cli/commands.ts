/** Every command, in the order in which `help` lists them. */
import type { Command } from "./command.ts";

/**
 * The registry: a command that isn't here doesn't exist. Each is loaded only when it is asked for, since a run needs
 * one of them and some bring a whole subsystem along.
 */
const loaders: ReadonlyMap<string, () => Promise<Command>> = new Map<string, () => Promise<Command>>([
  ["generate", async () => (await import("./commands/generate.ts")).generateCommand],
  ["check", async () => (await import("./commands/check.ts")).checkCommand],
  ["diff", async () => (await import("./commands/diff.ts")).diffCommand],
  ["watch", async () => (await import("./commands/watch.ts")).watchCommand],
  ["new", async () => (await import("./commands/new.ts")).newCommand],
  ["canary", async () => (await import("./commands/canary.ts")).canaryCommand],
  ["canary:run", async () => (await import("./commands/canary_run.ts")).canaryRunCommand],
  ["rules", async () => (await import("./commands/rules.ts")).rulesCommand],
  ["explain", async () => (await import("./commands/explain.ts")).explainCommand],
  ["walk", async () => (await import("./commands/walk.ts")).walkCommand],
  ["plan", async () => (await import("./commands/plan.ts")).planCommand],
]);

/** The names of all commands. */
export const commandNames: readonly string[] = [...loaders.keys()];

/** Loads a command by its name; undefined where there is none. */
export async function loadCommand(name: string): Promise<Command | undefined> {
  return await loaders.get(name)?.();
}

/** Loads every command. */
export function loadCommands(): Promise<readonly Command[]> {
  return Promise.all([...loaders.values()].map((load) => load()));
}
