/** Everything that happens before rendering, in order: load, check, locate. */
import type { Diagnostic, LocatedDiagnostic } from "../diagnostic.ts";
import type { Model } from "../model/types.ts";
import type { CheckMemory } from "./check_values.ts";
import { type LoadedValues, loadValues } from "./load_values.ts";
import type { SourceVersion } from "./source_version.ts";

/** A catalogue that was looked at. */
export interface CheckedCatalogue {
  /** Errors and warnings, sorted by file and place. */
  readonly diagnostics: readonly LocatedDiagnostic[];
  /** Undefined where there is an error, or where the fingerprint is known. */
  readonly model: Model | undefined;
  /** Stands for everything that the output depends on. */
  readonly fingerprint: string;
  /** The generator itself. */
  readonly sources: SourceVersion;
  /** Whether the caller said that it knows what this fingerprint leads to; nothing was checked then. */
  readonly known: boolean;
}

/** How to look. */
export interface CheckOptions {
  /** Whether a catalogue with this fingerprint has been checked before and was right. Default: never. */
  readonly isKnown?: (fingerprint: string) => boolean;
  /** What is remembered of the generator itself. Default: nothing. */
  readonly knownSources?: () => SourceVersion | undefined;
  /** What was found before, where the same values come again and again. Default: nothing. */
  readonly memory?: CheckMemory;
}

/** Gives every diagnostic its line and column. The parser is large and only loaded when there is something to find. */
async function located(
  root: string,
  diagnostics: readonly Diagnostic[],
): Promise<readonly LocatedDiagnostic[]> {
  if (diagnostics.length === 0) return [];
  const { locateDiagnostics } = await import("../catalogue/locate/mod.ts");
  return locateDiagnostics(diagnostics, (file) => Deno.readTextFileSync(`${root}/${file}`));
}

/** Checks what was loaded. Where a file has no value, the shape of the others is still checked, the rules are not. */
export async function checkLoaded(
  root: string,
  loaded: LoadedValues,
  { isKnown = () => false, memory }: CheckOptions = {},
): Promise<CheckedCatalogue> {
  const { fingerprint, sources, values } = loaded;
  const failed = loaded.diagnostics.some(({ severity }) => severity === "error");
  if (!failed && isKnown(fingerprint)) {
    return { diagnostics: [], model: undefined, fingerprint, sources, known: true };
  }
  const { checkValues } = await import("./check_values.ts");
  const { shapeOf } = await import("./shape_of.ts");
  const { diagnostics, model } = failed
    ? { diagnostics: shapeOf(values), model: undefined }
    : checkValues(values, memory);
  return {
    diagnostics: await located(root, [...loaded.diagnostics, ...diagnostics]),
    model,
    fingerprint,
    sources,
    known: false,
  };
}

/**
 * Loads and checks the catalogue below a root, which is an absolute path, and reports every mistake of every file.
 * Never throws for a mistake in the catalogue.
 */
export async function checkCatalogue(root: string, options: CheckOptions = {}): Promise<CheckedCatalogue> {
  return await checkLoaded(root, await loadValues(root, options.knownSources), options);
}
