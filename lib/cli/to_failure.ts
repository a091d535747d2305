/** From whatever was thrown to what a person is told. */
import { describeConflict } from "../disk/conflict.ts";
import { DiskError } from "../disk/errors.ts";
import { TreeError } from "../walk/read/tree_error.ts";
import { type ExitCode, exitCodes } from "./exit_code.ts";
import { Failure } from "./failure.ts";

/** Codes of disk errors that wait for a decision rather than for the disk. */
const refusals: ReadonlySet<string> = new Set(["conflict", "changed", "locked", "notADirectory"]);

/** The most things in the way that are named. */
const most = 10;

function exitCodeOf(error: DiskError): ExitCode {
  if (error.cause instanceof Deno.errors.NotCapable) return exitCodes.usage;
  return refusals.has(error.code) ? exitCodes.refused : exitCodes.disk;
}

/** A failure for errors that are somebody's to put right; undefined for a fault of the generator's own. */
export function toFailure(error: unknown): Failure | undefined {
  if (error instanceof Failure) return error;
  if (error instanceof DiskError) {
    const exitCode = exitCodeOf(error);
    const details = error.conflicts.slice(1, most).map((conflict) =>
      describeConflict("clusters", conflict).message
    );
    return new Failure(exitCode, error.message, error.remedy, { cause: error, details });
  }
  if (error instanceof TreeError) {
    const fix = `"deno task check" says whether the tree is as it was rendered`;
    return new Failure(exitCodes.unknown, error.message, fix, { cause: error });
  }
  return undefined;
}
