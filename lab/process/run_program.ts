import { LabError } from "../lab_error.ts";

/** A program that ran to its end. */
export interface Outcome {
  /** 0 for success. */
  readonly code: number;
  /** What it printed to standard output. */
  readonly stdout: string;
  /** What it printed to standard error. */
  readonly stderr: string;
}

/**
 * Runs a program to its end, whatever its exit code is.
 *
 * @param command the program, looked up on the search path, and its arguments.
 * @param input what it reads from standard input; nothing by default.
 * @throws {LabError} if there is no such program.
 */
export async function tryProgram(command: readonly string[], input?: string): Promise<Outcome> {
  const [program = "", ...args] = command;
  const child = spawn(program, args, input !== undefined);
  if (input !== undefined) {
    const writer = child.stdin.getWriter();
    // A program may end without having read everything; its exit code tells more than the broken pipe.
    await writer.write(new TextEncoder().encode(input)).then(() => writer.close()).catch(() => {});
  }
  const { code, stdout, stderr } = await child.output();
  const decoder = new TextDecoder();
  return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}

/**
 * Runs a program to its end and returns what it printed.
 *
 * @throws {LabError} with what it printed to standard error, if it fails.
 */
export async function runProgram(command: readonly string[], input?: string): Promise<string> {
  const { code, stdout, stderr } = await tryProgram(command, input);
  if (code === 0) return stdout;
  const words = stderr.trim() === "" ? `exit code ${code}` : stderr.trim();
  throw new LabError(`Cannot run "${command.join(" ")}": ${words}`);
}

function spawn(program: string, args: string[], withInput: boolean): Deno.ChildProcess {
  try {
    const stdin = withInput ? "piped" : "null";
    return new Deno.Command(program, { args, stdin, stdout: "piped", stderr: "piped" }).spawn();
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new LabError(`Cannot run "${program}": there is no such program on the search path`, {
      cause: error,
    });
  }
}
