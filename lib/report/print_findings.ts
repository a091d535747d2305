/** Prints what somebody should know before anything is written. */
import type { LocatedDiagnostic } from "../diagnostic.ts";
import type { Change } from "./change.ts";
import { count } from "./count.ts";
import { formatDiagnostic } from "./format_diagnostic.ts";
import { githubAnnotation } from "./github_annotation.ts";
import type { Channel } from "./output.ts";
import { printable } from "./printable.ts";
import { summarizeDiagnostics } from "./summarize_diagnostics.ts";

/** How mistakes are printed. */
export interface FindingOptions {
  /** For people, or for the annotations of a forge. */
  readonly format: "text" | "github";
  /** The text of a catalogue file, for the lines that mistakes are in; undefined where it can't be read. */
  readonly readSource: (file: string) => string | undefined;
  /** What follows from errors, after their number: `nothing was written`. Default: nothing is said. */
  readonly consequence?: string;
}

/** Every mistake with its source line, and their number. */
export function printDiagnostics(
  diagnostics: readonly LocatedDiagnostic[],
  { style, line }: Channel,
  { format, readSource, consequence }: FindingOptions,
): void {
  const sources = new Map<string, string | undefined>();
  for (const diagnostic of diagnostics) {
    const { file } = diagnostic.origin;
    if (format === "github") {
      line(githubAnnotation(diagnostic));
      continue;
    }
    if (!sources.has(file)) sources.set(file, readSource(file));
    line(formatDiagnostic(diagnostic, style, sources.get(file)));
  }
  const summary = summarizeDiagnostics(diagnostics);
  if (summary === undefined) return;
  const invalid = diagnostics.some(({ severity }) => severity === "error");
  line(invalid && consequence !== undefined ? `${summary}; ${consequence}` : summary);
}

/** The files whose edits by hand are about to be overwritten; the first `most` by name. */
export function printHandEdits(changes: readonly Change[], { style, line }: Channel, most: number): void {
  const edited = changes.filter(({ editedByHand }) => editedByHand);
  if (edited.length === 0) return;
  const text = edited.length === 1
    ? "1 file was edited by hand since it was generated; the edit is overwritten"
    : `${
      count(edited.length, "file")
    } were edited by hand since they were generated; the edits are overwritten`;
  line(`${style.warning("warning:")} ${text}`);
  for (const { path } of edited.slice(0, most)) line(`  ${printable(path)}`);
  if (edited.length > most) line(style.faint(`  … and ${count(edited.length - most, "other")}`));
  line(
    `  ${
      style.faint("fix:")
    } make such a change in services/, overlays/ or argocd/; "git diff clusters" shows the edits`,
  );
}
