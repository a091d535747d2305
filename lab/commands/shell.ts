import type { CommandContext } from "./command_context.ts";
import { podPlace } from "./pod_place.ts";

/** How to enter a container. */
export interface ShellOptions {
  /** A pod, such as `backend/backend-canary`. */
  readonly of: string;
  readonly container: string | undefined;
  /** What to run; a shell if empty. */
  readonly command: readonly string[];
}

/**
 * `lab shell`: runs a command, by default a shell, where a container runs.
 *
 * @returns the exit code of the command.
 * @throws {LabError} if there is no such pod or container.
 */
export async function shell({ engine }: CommandContext, options: ShellOptions): Promise<number> {
  const { of, container, command } = options;
  const place = await podPlace(engine, of, container);
  const [program = "", ...args] = await engine.commandIn(place, command.length > 0 ? command : ["sh"]);
  const child = new Deno.Command(program, { args, stdin: "inherit", stdout: "inherit", stderr: "inherit" });
  return (await child.spawn().status).code;
}
