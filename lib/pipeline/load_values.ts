/** The first step: what the catalogue files export. */
import { collectGroups } from "../catalogue/load/groups.ts";
import { loadCatalogue, type LoadedFile } from "../catalogue/load/load_catalogue.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { fingerprint } from "./fingerprint.ts";
import { sourceVersion } from "./source_version.ts";

/** Every file's value, and what is wrong with the files that have none. */
export interface LoadedValues {
  /** Files without a value are left out. */
  readonly values: readonly LoadedFile[];
  /** Not yet located. */
  readonly diagnostics: readonly Diagnostic[];
  /** Stands for everything that the output depends on: the values and the generator itself. */
  readonly fingerprint: string;
}

/** Puts the fingerprint to what was loaded. */
export function withFingerprint(
  loaded: { readonly values: readonly LoadedFile[]; readonly diagnostics: readonly Diagnostic[] },
): LoadedValues {
  return { ...loaded, fingerprint: fingerprint(sourceVersion(), loaded.values) };
}

/** Collects and evaluates every catalogue file below a root, which is an absolute path. */
export async function loadValues(root: string): Promise<LoadedValues> {
  const { groups, diagnostics } = collectGroups(root);
  const loaded = await loadCatalogue({ root, groups });
  return withFingerprint({ ...loaded, diagnostics: [...diagnostics, ...loaded.diagnostics] });
}
