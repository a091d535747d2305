/** The warnings of the last run, kept beside the tree so that an unchanged run repeats them without checking again. */
import type { LocatedDiagnostic } from "../diagnostic.ts";

/** The warnings as text. */
export function formatNotes(diagnostics: readonly LocatedDiagnostic[]): string {
  return JSON.stringify(diagnostics);
}

/** The warnings that {@linkcode formatNotes} wrote; undefined for anything else. */
export function parseNotes(notes: string | null): readonly LocatedDiagnostic[] | undefined {
  try {
    const found: unknown = JSON.parse(notes ?? "null");
    return Array.isArray(found) ? found : undefined;
  } catch {
    return undefined;
  }
}
