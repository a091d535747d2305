/** What a person can mend: a missing prerequisite, a failed build or download. Its message needs no stack trace. */
export class ToolchainError extends Error {
  /** Tells this error from others in a report. */
  override readonly name = "ToolchainError";
}
