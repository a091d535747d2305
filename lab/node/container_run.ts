/**
 * One run of a container: started so that it outlives the agent, found again by its files.
 *
 * A small shell waits for each run and writes down how it ended, so that no agent need be there when it does. The run
 * is the first process of namespaces of its own, so killing it ends whatever it started.
 *
 * @module
 */

import { delay } from "../process/delay.ts";
import type { Layout } from "../process/layout.ts";
import {
  bootId,
  identify,
  isRunning,
  markedProcesses,
  parseStat,
  type ProcessIdentity,
  processMark,
  signal,
} from "../process/process_table.ts";
import { SEARCH_PATH } from "../process/process_spec.ts";
import { readTextIfThere, writeWhole } from "../process/state_file.ts";
import type { ContainerPlan } from "./container_plan.ts";
import { containerScript } from "./container_script.ts";
import type { Running, Terminated } from "./container_state.ts";
import type { ContainerUser } from "./container_user.ts";
import type { RunPaths } from "./pod_paths.ts";

/** What a run was started as. */
export interface RunRecord {
  /** Names the run among all of the lab. */
  readonly id: string;
  /** What stood for its image, see `programOf` in `images.ts`. */
  readonly program: string;
  readonly user: ContainerUser;
  readonly environment: Readonly<Record<string, string>>;
  readonly directory: string;
  /** Seconds of waiting owed when it has ended, see `back_off.ts`. */
  readonly owed: number;
  /** When it was started, milliseconds since the epoch. */
  readonly started: number;
  /** Which start of the machine it belongs to. */
  readonly boot: string;
}

/** Where and how to start a run. */
export interface RunStart {
  readonly layout: Layout;
  readonly id: string;
  readonly plan: ContainerPlan;
  readonly paths: RunPaths;
  readonly scratch: string;
  readonly hostname: string;
  /** The name of the network namespace. */
  readonly network: string;
  readonly owed: number;
}

// `unshare --fork` would lose the exit code of a process that was killed. The inner shell only uses what it has built
// in: after the first process of the new namespace it cannot start another.
const INNER = '"$@" >"$0" 2>&1 </dev/null; echo $?';
const OUTER = 'code=$("$@"); echo "$code $(date +%s%3N)" >"$0.new"; mv "$0.new" "$0"';

/** Starts a run; its record is written first. */
export async function startRun(start: RunStart): Promise<void> {
  const { layout, id, plan, paths, scratch, hostname, network, owed } = start;
  await Deno.mkdir(paths.root, { recursive: true });
  const files = { ...paths, scratch, hidden: layout.root };
  await Deno.writeTextFile(paths.script, containerScript(plan, hostname, files), { mode: 0o600 });
  const { program, user, environment, directory } = plan;
  const [started, boot] = [Date.now(), await bootId()];
  const record: RunRecord = {
    ...{ id, program, user, directory, owed, started, boot },
    environment: Object.fromEntries(environment),
  };
  await writeWhole(paths.record, `${JSON.stringify(record)}\n`);
  const child = new Deno.Command("setsid", {
    args: [
      ...["--", "sh", "-c", OUTER, paths.exit, "nsenter", `--net=/run/netns/${network}`, "--"],
      ...["unshare", "--mount", "--pid", "--uts", "--ipc", "--"],
      ...["sh", "-c", INNER, paths.complaints, "sh", paths.script],
    ],
    cwd: "/",
    clearEnv: true,
    env: { PATH: SEARCH_PATH, ...processMark(layout.id, markOf(id)) },
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  child.unref();
  // Nobody waits for the child, but somebody has to take note that it ended.
  child.status.catch(() => {});
}

/** The record of a run, if it was begun. */
export async function readRecord(paths: RunPaths): Promise<RunRecord | undefined> {
  const text = await readTextIfThere(paths.record);
  return text === undefined ? undefined : JSON.parse(text) as RunRecord;
}

/** What a run is now. */
export async function observeRun(
  layout: Layout,
  paths: RunPaths,
  record: RunRecord,
): Promise<Running | Terminated> {
  const { id, started, owed } = record;
  const ended = await readExit(paths);
  if (ended === undefined) {
    if (await runs(layout, paths, record)) return { kind: "running", id, started };
    // It may have ended between the two looks.
    const late = await readExit(paths);
    if (late === undefined) {
      const message = "the process that waited for the container was killed";
      const lost = { exitCode: 137, reason: "ContainerStatusUnknown", message, finished: Date.now() };
      return { kind: "terminated", id, started, owed, ...lost };
    }
    return await terminated(paths, record, late);
  }
  return await terminated(paths, record, ended);
}

/** The first process of a run, whether or not it runs still; `undefined` while it has not begun. */
export async function identityOfRun(
  paths: RunPaths,
  { boot }: RunRecord,
): Promise<ProcessIdentity | undefined> {
  const [identity] = parseStat(await readTextIfThere(paths.identity) ?? "", boot).values();
  return identity;
}

/** The first process of a run, as long as it runs. */
export async function processOf(paths: RunPaths, record: RunRecord): Promise<ProcessIdentity | undefined> {
  const identity = await identityOfRun(paths, record);
  return identity !== undefined && await isRunning(identity) ? identity : undefined;
}

/** Asks a run to end, and kills it after the grace; returns when it has ended. */
export async function stopRun(
  layout: Layout,
  paths: RunPaths,
  record: RunRecord,
  graceSeconds: number,
): Promise<void> {
  const end = performance.now() + graceSeconds * 1000;
  let asked = false;
  while (await readExit(paths) === undefined && await runs(layout, paths, record)) {
    const main = await processOf(paths, record);
    if (performance.now() >= end) {
      // Whatever has not come so far as to become the program is found by its mark.
      const pids = main === undefined ? await markedProcesses(layout.id, markOf(record.id)) : [main.pid];
      await signal("KILL", pids);
    } else if (!asked && main !== undefined) {
      await signal("TERM", [main.pid]);
      asked = true;
    }
    await delay(50);
  }
}

/** Which of the identified processes do not run any more. */
export async function ended(processes: readonly ProcessIdentity[]): Promise<readonly ProcessIdentity[]> {
  const found = await identify(processes.map(({ pid }) => pid));
  return processes.filter(({ pid, startTime }) => found.get(pid)?.startTime !== startTime);
}

async function runs(layout: Layout, paths: RunPaths, record: RunRecord): Promise<boolean> {
  if (record.boot !== await bootId()) return false;
  if (await processOf(paths, record) !== undefined) return true;
  return (await markedProcesses(layout.id, markOf(record.id))).length > 0;
}

/** The waiting shell and everything before the program bear this mark, the program itself does not. */
function markOf(id: string): string {
  return `container-${id.replaceAll("/", ".")}`;
}

interface Exit {
  readonly code: number;
  readonly finished: number;
}

async function readExit(paths: RunPaths): Promise<Exit | undefined> {
  const [code, finished] = (await readTextIfThere(paths.exit))?.trim().split(" ") ?? [];
  return code === undefined || finished === undefined
    ? undefined
    : { code: Number(code), finished: Number(finished) };
}

async function terminated(paths: RunPaths, record: RunRecord, exit: Exit): Promise<Terminated> {
  const { id, started, owed } = record;
  const base = { kind: "terminated", id, started, owed, finished: exit.finished } as const;
  if ((await readTextIfThere(paths.started) ?? "") === "") {
    const message = (await readTextIfThere(paths.complaints) ?? "").trim();
    return { ...base, exitCode: exit.code || 128, reason: "StartError", message };
  }
  return { ...base, exitCode: exit.code, reason: exit.code === 0 ? "Completed" : "Error" };
}
