/**
 * Starts processes that outlive the command that started them, and finds them again. Each has two files: what it is to
 * be, written before it is started, and who it is, written by itself before it becomes its program. So a command may be
 * killed at any point without losing a process. Besides, a mark in its environment leads to its descendants.
 *
 * @module
 */

import { LabError } from "../lab_error.ts";
import { delay } from "./delay.ts";
import type { Layout } from "./layout.ts";
import {
  fingerprint,
  launchCommand,
  type ProcessFiles,
  type ProcessSpec,
  SEARCH_PATH,
} from "./process_spec.ts";
import {
  bootId,
  isRunning,
  markedProcesses,
  parseStat,
  type ProcessIdentity,
  processMark,
  sessionOf,
  signal,
} from "./process_table.ts";
import { readTextIfThere, removeIfThere, writeWhole } from "./state_file.ts";

/** A process that was started and not stopped. */
export interface SupervisedProcess {
  /** What it was to be when it was started. */
  readonly spec: ProcessSpec;
  /** When it was started, ISO 8601. */
  readonly started: string;
  /** `undefined` if it never came as far as to say who it is. */
  readonly identity: ProcessIdentity | undefined;
  /** Whether it runs now. */
  readonly running: boolean;
}

/** What {@linkcode Supervisor.start} did. */
export type Start = "kept" | "started" | "restarted";

/** Starts, stops and lists the processes of one lab. */
export interface Supervisor {
  /**
   * Sees to it that a process runs: one that runs as the spec says is kept, one that doesn't is stopped first. Does not
   * wait until it is ready, see `wait_until_ready.ts`.
   */
  start(spec: ProcessSpec): Promise<Start>;
  /**
   * Stops processes and their descendants at once and forgets them; unknown names don't matter.
   *
   * @param grace seconds from the request to end until they are killed; 5 by default.
   */
  stop(names: readonly string[], grace?: number): Promise<void>;
  /** The process of that name, if it was started and not stopped. */
  find(name: string): Promise<SupervisedProcess | undefined>;
  /** Everything that was started and not stopped, oldest first. */
  list(): Promise<readonly SupervisedProcess[]>;
  /** The path of a log. */
  log(name: string): string;
}

interface Intent {
  readonly spec: ProcessSpec;
  readonly fingerprint: string;
  readonly started: string;
  readonly boot: string;
}

/** The supervisor of a lab. */
export function supervisorOf(layout: Layout): Supervisor {
  const intentPath = (name: string) => `${layout.records}/${checkedName(name)}.json`;
  const files = (name: string): ProcessFiles => ({
    log: `${layout.logs}/${checkedName(name)}.log`,
    stat: `${layout.records}/${checkedName(name)}.stat`,
  });

  const readIntent = async (name: string): Promise<Intent | undefined> => {
    const text = await readTextIfThere(intentPath(name));
    return text === undefined ? undefined : JSON.parse(text) as Intent;
  };

  const readIdentity = async (name: string, boot: string): Promise<ProcessIdentity | undefined> => {
    const [running] = parseStat(await readTextIfThere(files(name).stat) ?? "", boot).values();
    return running;
  };

  const find = async (name: string): Promise<SupervisedProcess | undefined> => {
    const intent = await readIntent(name);
    if (intent === undefined) return undefined;
    const { spec, started, boot } = intent;
    const identity = await readIdentity(name, boot);
    return { spec, started, identity, running: identity !== undefined && await isRunning(identity) };
  };

  const start = async (spec: ProcessSpec): Promise<Start> => {
    const found = await find(spec.name);
    const wanted = fingerprint(spec);
    if (found?.running && fingerprint(found.spec) === wanted) return "kept";
    await stop([spec.name]);
    await Deno.mkdir(layout.records, { recursive: true });
    await Deno.mkdir(layout.logs, { recursive: true });
    const started = new Date().toISOString();
    const intent: Intent = { spec, fingerprint: wanted, started, boot: await bootId() };
    await writeWhole(intentPath(spec.name), `${JSON.stringify(intent, null, 2)}\n`);
    launch(spec, files(spec.name), layout.id);
    await waitForFile(files(spec.name).stat, spec.name);
    return found?.running ? "restarted" : "started";
  };

  const pidsOf = async (name: string): Promise<readonly number[]> => {
    const identity = (await find(name))?.identity;
    // A program may overwrite its environment, and with it the mark, to show a title.
    const session = identity === undefined ? [] : await sessionOf(identity);
    return [...session, ...await markedProcesses(layout.id, checkedName(name))];
  };

  const stop = async (names: readonly string[], grace = 5): Promise<void> => {
    const all = async () => [...new Set((await Promise.all(names.map(pidsOf))).flat())];
    let pids = await all();
    await signal("TERM", pids);
    const end = performance.now() + grace * 1000;
    while (pids.length > 0) {
      await delay(20);
      pids = await all();
      if (performance.now() > end) await signal("KILL", pids);
    }
    for (const name of names) {
      await removeIfThere(files(name).stat);
      await removeIfThere(intentPath(name));
    }
  };

  const list = async (): Promise<readonly SupervisedProcess[]> => {
    const found = await Promise.all((await recordNames(layout.records)).map(find));
    return found.filter((process) => process !== undefined).sort((a, b) => a.started < b.started ? -1 : 1);
  };

  return Object.freeze({ start, stop, find, list, log: (name: string) => files(name).log });
}

function launch(spec: ProcessSpec, files: ProcessFiles, lab: string): void {
  const [program = "", ...args] = launchCommand(spec, files);
  const child = new Deno.Command(program, {
    args,
    cwd: spec.directory ?? "/",
    clearEnv: true,
    env: { PATH: SEARCH_PATH, ...spec.environment, ...processMark(lab, spec.name) },
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  child.unref();
}

async function waitForFile(path: string, name: string): Promise<void> {
  const end = performance.now() + 10_000;
  while ((await readTextIfThere(path) ?? "") === "") {
    if (performance.now() > end) throw new LabError(`Cannot start "${name}": it did not begin within 10 s`);
    await delay(2);
  }
}

async function recordNames(folder: string): Promise<readonly string[]> {
  const names: string[] = [];
  try {
    for await (const { name } of Deno.readDir(folder)) {
      if (name.endsWith(".json")) names.push(name.slice(0, -".json".length));
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return names;
}

function checkedName(name: string): string {
  if (/^[a-z0-9][a-z0-9._-]*$/.test(name)) return name;
  throw new LabError(`Cannot supervise "${name}": a name has lower-case letters, digits, "-", "." and "_"`);
}
