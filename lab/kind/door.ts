/**
 * The one way out of the Kind engine: every program it runs and every port it looks at goes through a {@linkcode Door},
 * so tests can stand in for a machine that has Docker. Git alone has a door of its own, `lab/git/git_command.ts`.
 *
 * @module
 */

import { LabError } from "../lab_error.ts";

/** The programs that the engine runs. */
export type Program = "cat" | "docker" | "git" | "go" | "kind" | "kubectl";

/** A run of a program. */
export interface Call {
  readonly program: Program;
  readonly args: readonly string[];
  /** What it reads from standard input; nothing by default. */
  readonly input?: string;
}

/** How a call ended. */
export interface CallOutcome {
  /** 0 for success. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A call that goes on until it is disposed of, or ends by itself. */
export interface RunningCall extends AsyncDisposable {
  readonly stdout: ReadableStream<Uint8Array>;
  /** How it ended; standard output is not in it. */
  readonly ended: Promise<CallOutcome>;
}

/** What the engine can do outside its process. */
export interface Door {
  /** The machine's system, as Deno names it: `linux`, `darwin`. */
  readonly system: string;
  /**
   * Runs a program to its end, whatever its exit code.
   *
   * @throws {LabError} if there is no such program.
   */
  run(call: Call): Promise<CallOutcome>;
  /** Starts a program that goes on; it does not outlive this process. */
  start(call: Call): RunningCall;
  /** Whether something listens on a TCP port of this machine. */
  listening(port: number): Promise<boolean>;
}

/**
 * What a call printed, if it succeeded.
 *
 * @param purpose what it was for, as in `Cannot <purpose>: …`.
 * @throws {LabError} with the program's own words.
 */
export async function mustRun(door: Door, call: Call, purpose: string): Promise<string> {
  const { code, stdout, stderr } = await door.run(call);
  if (code === 0) return stdout;
  throw new LabError(`Cannot ${purpose}: ${wordsOf(call, code, stderr)}`);
}

/** A program's last words, or how it ended if it had none. */
export function wordsOf({ program }: Call, code: number, stderr: string): string {
  const lines = stderr.trim().split("\n").filter((line) => line.trim() !== "");
  return lines.length === 0 ? `"${program}" ended with exit code ${code}` : lines.slice(-5).join("\n  ");
}

/**
 * The command that runs a program by way of the shell, which becomes it. Deno is told beforehand which programs it may
 * run, and complains of each that a machine lacks; few machines have all of these.
 */
export function asShell(program: Program, args: readonly string[]): readonly [string, ...string[]] {
  return ["sh", "-c", 'exec "$@"', "sh", program, ...args];
}
