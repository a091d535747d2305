import type { CommandContext } from "./command_context.ts";
import { printProgress } from "./print_progress.ts";

/**
 * `lab down`: takes the lab down; nothing stays.
 *
 * @returns the exit code.
 */
export async function down({ engine }: CommandContext): Promise<number> {
  await engine.down({ onProgress: printProgress });
  return 0;
}
