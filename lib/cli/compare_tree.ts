/** What the catalogue says, beside what is in `clusters/`. */
import { readNotes, readSnapshot } from "../disk/read_tree.ts";
import type { Snapshot } from "../disk/snapshot.ts";
import { catalogueVersion, isCatalogueVersion } from "../pipeline/catalogue_version.ts";
import { sourceVersion } from "../pipeline/source_version.ts";
import type { FileTree } from "../tree/file_tree.ts";
import type { OnFile } from "../tree/render_tree.ts";
import { type Notes, parseNotes } from "./notes.ts";

/** The folder that is written, below the working directory. */
export const treeRoot = "clusters";

/** Makes every file that should be there, and tells of each as soon as it is made. */
export type Render = (onFile?: OnFile) => FileTree;

/** Both sides, read but not yet compared file by file. */
export interface Comparison extends Notes {
  /** Stands for everything that the output depends on. */
  readonly fingerprint: string;
  /** What is on disk. */
  readonly snapshot: Snapshot;
  /**
   * Makes what should be there. `unchanged`: the catalogue is as it was when the tree was written, and nobody has
   * touched the tree since. `invalid`: the catalogue has errors.
   */
  readonly desired: Render | "unchanged" | "invalid";
}

/** What is remembered of the last run, where it still holds for a catalogue with this fingerprint. */
function rememberedFor(snapshot: Snapshot | undefined, fingerprint: string) {
  if (snapshot === undefined || snapshot.pending || !snapshot.untouched) return undefined;
  return snapshot.inputs === fingerprint ? parseNotes(snapshot.notes) : undefined;
}

/** Loads, while the catalogue is evaluated in another thread, what is needed only where something may differ. */
function preload(): void {
  const modules = [import("../pipeline/check_values.ts"), import("../tree/render_tree.ts")];
  // A module that can't be loaded is reported where it is needed.
  for (const module of modules) module.catch(() => {});
}

/**
 * Compares without evaluating anything, where the generator, the files of the catalogue and the tree all look as they
 * did when the tree was written; undefined where they don't.
 */
async function compareLooks(root: string): Promise<Comparison | undefined> {
  const notes = readNotes(treeRoot);
  const { catalogue, sources } = parseNotes(notes) ?? {};
  if (catalogue === undefined || catalogue === null || sources === undefined) return undefined;
  if (!isCatalogueVersion(root, catalogue)) return undefined;
  const current = sourceVersion(sources);
  if (current.version !== sources.version) return undefined;
  const snapshot = await readSnapshot(treeRoot);
  if (snapshot.inputs === null || snapshot.notes !== notes) return undefined;
  const remembered = rememberedFor(snapshot, snapshot.inputs);
  return remembered && {
    ...remembered,
    sources: current,
    fingerprint: snapshot.inputs,
    snapshot,
    desired: "unchanged",
  };
}

/**
 * Loads and checks the catalogue below a root, which is an absolute path, and meanwhile scans `clusters/`. Where both
 * are as they were, nothing is checked or rendered again; where they look as they did, nothing is evaluated either.
 *
 * @param remembers Whether the caller remembers what is found; only then is it asked how the catalogue looks.
 */
export async function compareTree(
  root: string,
  { remembers }: { readonly remembers: boolean },
): Promise<Comparison> {
  const same = await compareLooks(root);
  if (same !== undefined) return same;
  const { checkCatalogue } = await import("../pipeline/check_catalogue.ts");
  const since = Date.now();
  let found: Snapshot | undefined;
  const [checked, [snapshot, catalogue]] = await Promise.all([
    checkCatalogue(root, {
      isKnown: (fingerprint) => rememberedFor(found, fingerprint) !== undefined,
      knownSources: () => parseNotes(found?.notes ?? null)?.sources,
    }),
    readSnapshot(treeRoot).then((snapshot) => {
      const isUnknown = snapshot.inputs === null;
      if (isUnknown) preload();
      found = snapshot;
      // Reading every file would hold up a first write; the next run has the time.
      return [snapshot, remembers && !isUnknown ? catalogueVersion(root, since) : null] as const;
    }),
  ]);
  const { fingerprint, diagnostics, model, sources } = checked;
  const inputs = { sources, catalogue, fingerprint, snapshot };
  if (checked.known) {
    const remembered = rememberedFor(snapshot, fingerprint)?.diagnostics ?? [];
    return { ...inputs, diagnostics: remembered, desired: "unchanged" };
  }
  if (model === undefined) return { ...inputs, diagnostics, desired: "invalid" };
  const { renderTree } = await import("../tree/render_tree.ts");
  return {
    ...inputs,
    diagnostics,
    desired: (onFile) => renderTree(model, undefined, onFile).tree,
  };
}
