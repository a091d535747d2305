/** One mistake in the catalogue, and where it is. */

/** How much a mistake matters: an error stops the run, a warning is printed. */
export type Severity = "error" | "warning";

/** The way from a file's default export to a value: keys and list indexes, as in `["canary", "steps", 2]`. */
export type ValuePath = readonly (string | number)[];

/** Where a value stands in the catalogue, before a line is known for it. */
export interface Origin {
  /** The file, relative to the repository's root, with `/`: `services/backend.ts`. */
  readonly file: string;
  /** The value in that file's default export; empty means the whole file. */
  readonly path: ValuePath;
}

/** What is wrong, where, by which rule, and how to put it right. */
export interface Diagnostic {
  /** The rule's documented code, `MESH012`; never reused for another rule. */
  readonly code: string;
  /** An error stops the run. */
  readonly severity: Severity;
  /** Where the value stands. */
  readonly origin: Origin;
  /** One sentence without a full stop: the field, its value, the rule: `canary.steps[2] is 120, must be at most 100`. */
  readonly message: string;
  /** What to do about it, imperative, without a full stop: `did you mean "backend"?`. */
  readonly fix?: string;
  /**
   * A place of its own that overrides the one {@linkcode origin} leads to, 1-based: known for mistakes that
   * a parser or a stack trace locates.
   */
  readonly position?: Position;
}

/** A place in a text file; both numbers count from 1. */
export interface Position {
  /** Counted from 1. */
  readonly line: number;
  /** In UTF-16 code units, counted from 1. */
  readonly column: number;
}

/** A {@linkcode Diagnostic} with the place a person opens in an editor. */
export interface LocatedDiagnostic extends Diagnostic {
  /** Always known. */
  readonly position: Position;
}
