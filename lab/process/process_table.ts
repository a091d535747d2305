/**
 * Reading the kernel's table of processes. Deno lets nobody read `/proc` with less than all permissions, so `cat` and
 * `grep` read it.
 *
 * @module
 */

import { runProgram, tryProgram } from "./run_program.ts";

/** What tells one process from every other, also from a later one with the same id. */
export interface ProcessIdentity {
  /** The id, which the kernel gives away again. */
  readonly pid: number;
  /** Clock ticks from the machine's start to that of the process. */
  readonly startTime: string;
  /** Which start of the machine the ticks are counted from. */
  readonly boot: string;
}

/** A running process. */
export interface RunningProcess extends ProcessIdentity {
  /** The id of its session: that of the process that began it. */
  readonly session: number;
}

/** The variable that marks every process of a lab; children inherit it. */
const MARK = "THREERVISION_LAB_PROCESS";

/** The variable of the environment that marks the processes of one name in the lab with this id. */
export function processMark(lab: string, name: string): Readonly<Record<string, string>> {
  return { [MARK]: `${lab}/${name}` };
}

let boot: string | undefined;

/** Tells this start of the machine from every other. */
export async function bootId(): Promise<string> {
  return boot ??= (await runProgram(["cat", "/proc/sys/kernel/random/boot_id"])).trim();
}

/** The identities of those of the processes that run; a process that has ended and waits for its parent doesn't. */
export async function identify(pids: readonly number[]): Promise<ReadonlyMap<number, RunningProcess>> {
  if (pids.length === 0) return new Map();
  const { stdout } = await tryProgram(["cat", ...pids.map((pid) => `/proc/${pid}/stat`)]);
  return parseStat(stdout, await bootId());
}

/** Reads lines of `/proc/<pid>/stat`, see proc(5). */
export function parseStat(text: string, bootOf: string): ReadonlyMap<number, RunningProcess> {
  const found = new Map<number, RunningProcess>();
  for (const line of text.split("\n")) {
    // The second field is the program's name in parentheses; it may hold spaces and parentheses itself.
    const match = /^(\d+) \(.*\) (\S)((?: \S+)*)$/.exec(line);
    const [, pid, state, rest] = match ?? [];
    const fields = rest?.trim().split(" ") ?? [];
    const [session, startTime] = [fields[2], fields[18]];
    if (pid === undefined || state === "Z" || state === "X" || startTime === undefined) continue;
    found.set(Number(pid), { pid: Number(pid), startTime, boot: bootOf, session: Number(session) });
  }
  return found;
}

/** All processes of the session that a process began; none if it doesn't run any more. */
export async function sessionOf(leader: ProcessIdentity): Promise<readonly number[]> {
  if (!await isRunning(leader)) return [];
  const { stdout } = await tryProgram(["sh", "-c", "cat /proc/[0-9]*/stat"]);
  const all = [...parseStat(stdout, leader.boot).values()];
  return all.filter(({ session }) => session === leader.pid).map(({ pid }) => pid);
}

/** Whether that very process still runs. */
export async function isRunning(identity: ProcessIdentity): Promise<boolean> {
  const now = (await identify([identity.pid])).get(identity.pid);
  return now !== undefined && now.startTime === identity.startTime && now.boot === identity.boot;
}

/**
 * The ids of the running processes that a lab has marked, their descendants included.
 *
 * @param name only those of one name; by default all of the lab.
 */
export async function markedProcesses(lab: string, name?: string): Promise<readonly number[]> {
  const value = name === undefined ? `${quote(lab)}/.*` : quote(`${lab}/${name}`);
  // Single quotes keep the shell from expanding anything in the pattern, which holds none itself.
  const search = `grep -lzxsa '${MARK}=${value}' /proc/[0-9]*/environ`;
  const { stdout } = await tryProgram(["sh", "-c", search]);
  const pids = [...stdout.matchAll(/^\/proc\/(\d+)\/environ$/gm)].map(([, pid]) => Number(pid));
  return [...(await identify(pids)).keys()];
}

function quote(text: string): string {
  if (!/^[A-Za-z0-9._/-]+$/.test(text)) throw new TypeError(`Cannot mark processes with "${text}"`);
  return text.replaceAll(".", "\\.");
}

/** Sends a signal to processes; those that have ended meanwhile don't matter. */
export async function signal(
  name: "TERM" | "KILL",
  pids: readonly number[],
): Promise<void> {
  if (pids.length === 0) return;
  await tryProgram(["sh", "-c", `kill -s ${name} "$@"`, "kill", ...pids.map(String)]);
}
