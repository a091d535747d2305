import { LabError } from "../lab_error.ts";
import { delay } from "./delay.ts";
import { readTextIfThere } from "./state_file.ts";
import type { Supervisor } from "./supervisor.ts";

/** How long to wait for what. */
export interface Readiness {
  /** The name of the supervised process. */
  readonly name: string;
  /** Resolves when the process is ready; throws, or does not resolve within 5 s, while it is not. */
  readonly probe: () => Promise<void>;
  /** Seconds until waiting is given up. */
  readonly limit: number;
}

/** How many of the last lines of a log an error shows. */
const SHOWN_LINES = 12;

/**
 * Waits until a supervised process is ready.
 *
 * @throws {LabError} as soon as the process has died, or after the limit, with the last lines of its log.
 */
export async function waitUntilReady(supervisor: Supervisor, readiness: Readiness): Promise<void> {
  const { name, probe, limit } = readiness;
  const begin = performance.now();
  while (true) {
    const refused = await within(5, probe);
    if (refused === undefined) return;
    const running = (await supervisor.find(name))?.running ?? false;
    const late = performance.now() - begin > limit * 1000;
    if (!running || late) {
      const why = running ? `it was not ready within ${limit} s (${refused})` : "it ended";
      throw new LabError(`Cannot start "${name}": ${why}\n${await lastWords(supervisor, name)}`);
    }
    await delay(50);
  }
}

/** The last lines of the log of a process, indented, and where the whole log is. */
export async function lastWords(supervisor: Supervisor, name: string, count = SHOWN_LINES): Promise<string> {
  const path = supervisor.log(name);
  const lines = (await readTextIfThere(path) ?? "").trimEnd().split("\n").slice(-count);
  return [...lines.map((line) => `  ${line}`), `the whole log is in ${path}`].join("\n");
}

async function within(seconds: number, probe: () => Promise<void>): Promise<string | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeOut = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer within ${seconds} s`), seconds * 1000);
  });
  try {
    return await Promise.race([probe().then(() => undefined), timeOut]);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    clearTimeout(timer);
  }
}
