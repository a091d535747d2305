/** The process around the command line. */
import { reportFailure } from "./report_failure.ts";
import type { Environment } from "./environment.ts";
import { runCli } from "./run_cli.ts";
import { terminalOutput } from "./terminal_output.ts";

/** Runs the process's arguments and exits. */
export async function main(): Promise<never> {
  const environment: Environment = {
    root: Deno.cwd(),
    openOutput: terminalOutput,
    elapsed: () => performance.now(),
  };
  // Without this a fault in something that nobody awaits would end the process with Deno's own words.
  globalThis.addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    Deno.exit(reportFailure(event.reason, Deno.args, environment));
  });
  Deno.exit(await runCli(Deno.args, environment));
}
