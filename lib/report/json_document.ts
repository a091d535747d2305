/** The one JSON document that `--json` prints. */
import type { LocatedDiagnostic, Severity } from "../diagnostic.ts";
import { formatPath } from "../value_path.ts";
import { type Change, countChanges } from "./change.ts";
import type { Outcome, OutcomeFailure } from "./outcome.ts";

/** A mistake in the catalogue. */
export interface JsonDiagnostic {
  /** An error stops the run. */
  readonly severity: Severity;
  /** The rule, for example `MESH012`; `deno task rules MESH012` explains it. */
  readonly code: string;
  /** Relative to the repository's root, with `/`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** The value in the file's default export, `canary.steps[2]`; empty: the whole file. */
  readonly path: string;
  /** One sentence without a full stop. */
  readonly message: string;
  /** What to do about it. */
  readonly fix?: string;
}

/** A generated file that isn't as the catalogue says. */
export interface JsonChange {
  /** Relative to the repository's root: `clusters/base/backend/service.yaml`. */
  readonly path: string;
  /** What happens to the file. */
  readonly change: Change["kind"];
  /** Whether somebody changed it since it was generated. */
  readonly editedByHand: boolean;
  /** The unified difference; only from `diff`. */
  readonly difference?: string;
}

/** What went wrong besides the catalogue's mistakes. */
export interface JsonFailure {
  /** One sentence without a full stop. */
  readonly message: string;
  /** The single things in the way. */
  readonly details: readonly string[];
  /** What to do about it. */
  readonly fix?: string;
}

/** What `generate`, `check` and `diff` print, and, without changes, every command that fails. */
export interface JsonDocument {
  /** As it was typed. */
  readonly command: string;
  /** The exit code of the process. */
  readonly exitCode: number;
  /** Why nothing was done, where that isn't the catalogue's fault: refused, disk failed, wrong usage. */
  readonly failure?: JsonFailure;
  /** Sorted by file and place. */
  readonly diagnostics: readonly JsonDiagnostic[];
  /** Sorted by path; empty where nothing could be rendered. */
  readonly changes: readonly JsonChange[];
  /** Counts. */
  readonly summary: {
    readonly errors: number;
    readonly warnings: number;
    readonly created: number;
    readonly updated: number;
    readonly deleted: number;
    readonly unchanged: number;
    /** How many files differ outside the clusters and services that were asked for. */
    readonly outside: number;
    /** Whether the changes were written, rather than only found. */
    readonly written: boolean;
    readonly milliseconds: number;
  };
}

/** A mistake as the document has it. */
export function jsonDiagnostic(
  { severity, code, origin, position, message, fix }: LocatedDiagnostic,
): JsonDiagnostic {
  return {
    severity,
    code,
    file: origin.file,
    line: position.line,
    column: position.column,
    path: formatPath(origin.path),
    message,
    ...(fix === undefined ? {} : { fix }),
  };
}

function jsonFailure({ message, details, fix }: OutcomeFailure): JsonFailure {
  return { message, details, ...(fix === undefined ? {} : { fix }) };
}

/** Puts the document together and counts. */
export function jsonDocument(outcome: Outcome): JsonDocument {
  const { diagnostics, changes = [], failure, differences } = outcome;
  const texts = new Map(differences?.map(({ path, lines }) => [path, lines.join("\n")]));
  const severities = (severity: Severity) =>
    diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  return {
    command: outcome.command,
    exitCode: outcome.exitCode,
    ...(failure === undefined ? {} : { failure: jsonFailure(failure) }),
    diagnostics: diagnostics.map(jsonDiagnostic),
    changes: changes.map(({ path, kind, editedByHand }) => {
      const difference = texts.get(path);
      return { path, change: kind, editedByHand, ...(difference === undefined ? {} : { difference }) };
    }),
    summary: {
      errors: severities("error"),
      warnings: severities("warning"),
      ...countChanges(changes, outcome.unchanged),
      outside: outcome.outside,
      written: outcome.written,
      milliseconds: Math.round(outcome.milliseconds),
    },
  };
}
