/** Why a command stops, where the reason isn't the catalogue. */
import type { ExitCode } from "./exit_code.ts";

/** What a {@linkcode Failure} can have besides its message. */
export interface FailureOptions extends ErrorOptions {
  /** The single things in the way, one sentence each. */
  readonly details?: readonly string[];
}

/** Thrown by commands; it is printed without a stack trace, and the process exits with its code. */
export class Failure extends Error {
  /** Always `Failure`. */
  override readonly name = "Failure";
  /** Further lines, below the message. */
  readonly details: readonly string[];

  /** `message` says what can't be done, with the value in quotes; `fix` what to do about it. */
  constructor(
    readonly exitCode: ExitCode,
    message: string,
    readonly fix: string | undefined = undefined,
    options: FailureOptions = {},
  ) {
    super(message, options);
    this.details = options.details ?? [];
  }
}
