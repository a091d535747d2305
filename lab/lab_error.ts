/** What a person can act on: a missing prerequisite, a part of the lab that does not start. Its message says it all. */
export class LabError extends Error {
  /** Always the same, for whoever prints it. */
  override readonly name = "LabError";
}
