import { processOf, readRecord, type RunRecord } from "./container_run.ts";
import type { RunPaths } from "./pod_paths.ts";
import { environmentCommand, userCommand } from "./user_command.ts";

/** The command that runs another inside a container, as its user and with its variables. */
export function enterCommand(pid: number, record: RunRecord, command: readonly string[]): readonly string[] {
  // The folder is changed inside: `nsenter --wd` would take it from the machine.
  const change = ["sh", "-c", 'cd "$0" && exec "$@"', record.directory];
  return [
    ...["nsenter", `--target=${pid}`, "--mount", "--pid", "--net", "--uts", "--ipc", "--"],
    ...userCommand(record.user),
    ...environmentCommand(new Map(Object.entries(record.environment))),
    ...change,
    ...command,
  ];
}

/** {@linkcode enterCommand} for a run, or `undefined` if it doesn't run. */
export async function enterRun(
  paths: RunPaths,
  command: readonly string[],
): Promise<readonly string[] | undefined> {
  const record = await readRecord(paths);
  const main = record === undefined ? undefined : await processOf(paths, record);
  return record === undefined || main === undefined ? undefined : enterCommand(main.pid, record, command);
}
