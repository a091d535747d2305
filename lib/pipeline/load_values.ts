/** The first step: what the catalogue files export. */
import { collectGroups } from "../catalogue/load/groups.ts";
import { loadCatalogue, type Loaded, type LoadedFile } from "../catalogue/load/load_catalogue.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { fingerprint } from "./fingerprint.ts";
import { type SourceVersion, sourceVersion } from "./source_version.ts";

/** Every file's value, and what is wrong with the files that have none. */
export interface LoadedValues {
  /** Files without a value are left out. */
  readonly values: readonly LoadedFile[];
  /** Not yet located. */
  readonly diagnostics: readonly Diagnostic[];
  /** Stands for everything that the output depends on: the values and the generator itself. */
  readonly fingerprint: string;
  /** The generator itself. */
  readonly sources: SourceVersion;
}

/** Puts the fingerprint to what was loaded. */
export function withFingerprint(loaded: Loaded, sources: SourceVersion): LoadedValues {
  return { ...loaded, sources, fingerprint: fingerprint(sources.version, loaded) };
}

/**
 * Collects and evaluates every catalogue file below a root, which is an absolute path.
 *
 * @param knownSources What is remembered of the generator, asked for once the catalogue is evaluated.
 */
export async function loadValues(
  root: string,
  knownSources: () => SourceVersion | undefined = () => undefined,
): Promise<LoadedValues> {
  const { groups, diagnostics } = collectGroups(root);
  const loaded = await loadCatalogue({ root, groups });
  const all = { ...loaded, diagnostics: [...diagnostics, ...loaded.diagnostics] };
  return withFingerprint(all, sourceVersion(knownSources()));
}
