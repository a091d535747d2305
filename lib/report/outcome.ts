/** What a run found and did, before it is put into words. */
import type { LocatedDiagnostic } from "../diagnostic.ts";
import type { Change } from "./change.ts";
import type { FileDifference } from "./file_difference.ts";
import type { Wording } from "./list_changes.ts";

/** Why nothing was done, where that isn't the catalogue's fault. */
export interface OutcomeFailure {
  /** One sentence without a full stop. */
  readonly message: string;
  /** The single things in the way, one sentence each. */
  readonly details: readonly string[];
  /** What to do about it. */
  readonly fix: string | undefined;
}

/** The outcome of `generate`, `check` or `diff`. */
export interface Outcome {
  /** As it was typed. */
  readonly command: string;
  /** What the process ends with. */
  readonly exitCode: number;
  /** Sorted by file and place. */
  readonly diagnostics: readonly LocatedDiagnostic[];
  /** Why nothing could be done; absent: it could. */
  readonly failure?: OutcomeFailure;
  /** What differs, sorted by path; undefined where nothing could be rendered. */
  readonly changes?: readonly Change[];
  /** How many files are as they should be. */
  readonly unchanged: number;
  /** How many files differ outside the clusters and services that were asked for. */
  readonly outside: number;
  /** Whether the files were changed, or only would be. */
  readonly written: boolean;
  /** What is said of the changes. */
  readonly wording: Wording;
  /** The texts of the changes, from `diff` only. */
  readonly differences?: readonly FileDifference[];
  /** From start to end. */
  readonly milliseconds: number;
}
