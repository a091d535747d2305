/** The one door to other programs. */

/** The programs that may be run, and no others. */
export type Program = "git" | "gh" | "glab";

/** A program's run. */
export interface ProgramRun {
  /** Which one. */
  readonly program: Program;
  /** Its arguments, never through a shell. */
  readonly args: readonly string[];
  /** What it reads; undefined: nothing. */
  readonly input?: string;
}

/** How a run ended. */
export interface ProgramResult {
  /** Whether it ended with 0. */
  readonly success: boolean;
  /** Without the line break at its end. */
  readonly stdout: string;
  /** Without the line break at its end. */
  readonly stderr: string;
}

/** Runs programs in a folder. */
export type RunProgram = (run: ProgramRun) => Promise<ProgramResult>;

/** Thrown where a program failed, isn't there or mayn't be run. */
export class ProgramError extends Error {
  /** Always `ProgramError`. */
  override readonly name = "ProgramError";

  /** `message` says what can't be done; `fix` what to do about it. */
  constructor(message: string, readonly fix: string | undefined = undefined, options: ErrorOptions = {}) {
    super(message, options);
  }
}

/** How a run is called in messages: the program and its first arguments that aren't options. */
export function describeRun({ program, args }: ProgramRun): string {
  return [program, ...args.filter((arg) => !arg.startsWith("-")).slice(0, 2)].join(" ");
}

/** Whether this process may run a program. */
export function mayRun(program: Program): boolean {
  return Deno.permissions.querySync({ name: "run", command: program }).state === "granted";
}

/** Runs programs of this machine in a folder. The result is thrown as a {@linkcode ProgramError} where there is none. */
export function programsIn(folder: string): RunProgram {
  return async (run) => {
    const { program, args, input } = run;
    let child: Deno.ChildProcess;
    try {
      child = new Deno.Command(program, {
        args: [...args],
        cwd: folder,
        stdin: input === undefined ? "null" : "piped",
        stdout: "piped",
        stderr: "piped",
      }).spawn();
    } catch (cause) {
      const name = describeRun(run);
      if (cause instanceof Deno.errors.NotFound) {
        throw new ProgramError(`Cannot run "${name}": there is no ${program}`, `install ${program}`, {
          cause,
        });
      }
      if (cause instanceof Deno.errors.NotCapable) {
        throw new ProgramError(
          `Cannot run "${name}": Deno was started without --allow-run=${program}`,
          undefined,
          {
            cause,
          },
        );
      }
      throw cause;
    }
    const output = child.output();
    if (input !== undefined) {
      const writer = child.stdin.getWriter();
      await writer.write(new TextEncoder().encode(input));
      await writer.close();
    }
    const { success, stdout, stderr } = await output;
    const decoder = new TextDecoder();
    return { success, stdout: decoder.decode(stdout).trimEnd(), stderr: decoder.decode(stderr).trimEnd() };
  };
}

/** Runs a program that must succeed, and returns what it printed. */
export async function mustRun(runProgram: RunProgram, run: ProgramRun): Promise<string> {
  const { success, stdout, stderr } = await runProgram(run);
  if (success) return stdout;
  throw new ProgramError(`"${describeRun(run)}" failed: ${stderr || stdout || "it printed nothing"}`);
}
