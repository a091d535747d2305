/** What a command is. */
import type { Output } from "../report/output.ts";
import type { Arguments } from "./arguments.ts";
import type { ExitCode } from "./exit_code.ts";
import type { Options } from "./option.ts";

/** Where a command works. */
export interface Context {
  /** The repository's root, which holds `services/`, `overlays/`, `argocd/` and `clusters/`: an absolute path. */
  readonly root: string;
  /** Where it prints. */
  readonly output: Output;
  /** Milliseconds since the process began. */
  readonly elapsed: () => number;
}

/** One example for `help`. */
export interface Example {
  /** What follows `deno task`. */
  readonly command: string;
  /** What it is for, in a few words. */
  readonly purpose: string;
}

/** A command: `generate`, `check`, … */
export interface Command<O extends Options = Options> {
  /** As it is typed. */
  readonly name: string;
  /** One line. */
  readonly summary: string;
  /** A few paragraphs. */
  readonly description: string;
  /** By name. */
  readonly options: O;
  /** The positionals it takes, as `help` calls them: `<service>` must be given, `[code]` may be. */
  readonly positionals: readonly (`<${string}>` | `[${string}]`)[];
  /** Shown in its help. */
  readonly examples: readonly Example[];
  /** Does the work. A {@linkcode Failure} that it throws is printed; any other error is a fault of the generator. */
  run(context: Context, args: Arguments<O>): Promise<ExitCode>;
}

/** Returns its argument with the type of its options kept, so that `run` sees each with its own type. */
export function defineCommand<const O extends Options>(command: Command<O>): Command<O> {
  return command;
}
