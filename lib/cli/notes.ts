/** What is kept beside the tree so that an unchanged run need not find it out again. */
import type { LocatedDiagnostic } from "../diagnostic.ts";
import type { CatalogueVersion } from "../pipeline/catalogue_version.ts";
import type { SourceVersion } from "../pipeline/source_version.ts";

/** What is remembered of a run that wrote the whole tree. */
export interface Notes {
  /** Its warnings. */
  readonly diagnostics: readonly LocatedDiagnostic[];
  /** The generator that it was. */
  readonly sources: SourceVersion;
  /** The catalogue that it was; null where only evaluating it tells whether it is the same. */
  readonly catalogue: CatalogueVersion | null;
}

/** The notes as text. */
export function formatNotes({ diagnostics, sources, catalogue }: Notes): string {
  return JSON.stringify({ diagnostics, sources, catalogue });
}

/** The notes that {@linkcode formatNotes} wrote; undefined for anything else. */
export function parseNotes(notes: string | null): Notes | undefined {
  try {
    const found: Partial<Notes> | null = JSON.parse(notes ?? "null");
    const isWhole = Array.isArray(found?.diagnostics) && found.sources !== undefined &&
      found.catalogue !== undefined;
    return isWhole ? found as Notes : undefined;
  } catch {
    return undefined;
  }
}
