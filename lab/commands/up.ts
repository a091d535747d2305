import { applicationsTable } from "../argocd/applications_table.ts";
import { LabError } from "../lab_error.ts";
import type { CommandContext } from "./command_context.ts";
import { printProgress, secondsText } from "./print_progress.ts";
import { settle } from "./settle.ts";

/** How to bring a lab up. */
export interface UpCommandOptions {
  /** The last step to take; by default everything, and then the Applications are waited for. */
  readonly until: string | undefined;
  /** Seconds for which the Applications are waited for. */
  readonly timeout: number;
}

/**
 * `lab up`: brings a lab up, or completes it.
 *
 * @returns the exit code.
 * @throws {LabError} naming what the machine lacks, the part that failed, or the Application that others wait for.
 */
export async function up(context: CommandContext, { until, timeout }: UpCommandOptions): Promise<number> {
  const { engine } = context;
  const missing = await engine.preflight();
  if (missing.length > 0) {
    const lines = missing.map(({ what, remedy }) => `  missing: ${what}\n  remedy:  ${remedy}`);
    throw new LabError(`Cannot run a lab on this machine\n${lines.join("\n")}`);
  }
  const begin = performance.now();
  const elapsed = () => secondsText((performance.now() - begin) / 1000);
  await engine.up({ onProgress: printProgress, ...(until === undefined ? {} : { until }) });
  if (until === undefined) {
    const rows = await settle(context, { timeout, onLine: (line) => console.error(line) });
    console.log(applicationsTable(rows));
    for (const limit of engine.limits) console.error(`not shown here: ${limit}`);
  }
  console.error(`up after ${elapsed()}`);
  return 0;
}
