/** Prints why a command stopped. */
import type { OutcomeFailure } from "../report/outcome.ts";
import { printOutcome } from "../report/print_outcome.ts";
import { type ExitCode, exitCodes } from "./exit_code.ts";
import type { Environment } from "./environment.ts";
import { toFailure } from "./to_failure.ts";

const reportIt =
  "this is a fault of the generator, not of the catalogue: please report it with the lines below and, " +
  "if you can, the catalogue files that lead to it";

function wantsJson(args: readonly string[]): boolean {
  return args.some((word, index) =>
    word === "--json" || word === "--format=json" || (word === "json" && args[index - 1] === "--format")
  );
}

/** Prints what was thrown, as the one JSON document where that was asked for, and returns the exit code. */
export function reportFailure(error: unknown, args: readonly string[], environment: Environment): ExitCode {
  const known = toFailure(error);
  const exitCode = known?.exitCode ?? exitCodes.internal;
  const failure: OutcomeFailure = known ?? {
    message: `Internal fault: ${error instanceof Error ? error.message : String(error)}`,
    details: [],
    fix: reportIt,
  };
  const output = environment.openOutput("auto");
  printOutcome(
    {
      command: args[0] ?? "help",
      exitCode,
      failure,
      diagnostics: [],
      unchanged: 0,
      outside: 0,
      written: false,
      wording: "done",
      milliseconds: environment.elapsed(),
    },
    output,
    { format: wantsJson(args) ? "json" : "text", most: 0 },
  );
  if (known === undefined && error instanceof Error) output.messages.line(error.stack ?? "");
  return exitCode;
}
