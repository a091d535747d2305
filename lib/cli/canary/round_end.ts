/** What a round, or what kept it from being one, means for the driver's process. */
import type { Round } from "../../canary/driver/mod.ts";
import { Refusal } from "../../canary/edit/refusal.ts";
import { ProgramError } from "../../canary/world/program.ts";
import { type ExitCode, exitCodes } from "../exit_code.ts";
import { Failure } from "../failure.ts";

/** How a driver ends with a round; undefined: it goes on. */
export function endOf({ action, outcome }: Round): ExitCode | undefined {
  if (action.kind === "done") return exitCodes.ok;
  return action.kind === "commit" && action.move === "abort" && outcome === "pushed"
    ? exitCodes.refused
    : undefined;
}

/** What a person can mend while the driver waits. */
export function isOutside(error: unknown): error is Error & { readonly fix: string | undefined } {
  return error instanceof ProgramError || error instanceof Refusal || error instanceof Failure;
}
