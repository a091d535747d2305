/** What the catalogue says, beside what is in `clusters/`. */
import { readSnapshot } from "../disk/read_tree.ts";
import type { Snapshot } from "../disk/snapshot.ts";
import { checkCatalogue } from "../pipeline/check_catalogue.ts";
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
 * Loads and checks the catalogue below a root, which is an absolute path, and meanwhile scans `clusters/`. Where both
 * are as they were, nothing is checked or rendered again.
 */
export async function compareTree(root: string): Promise<Comparison> {
  let found: Snapshot | undefined;
  const [checked, snapshot] = await Promise.all([
    checkCatalogue(root, {
      isKnown: (fingerprint) => rememberedFor(found, fingerprint) !== undefined,
      knownSources: () => parseNotes(found?.notes ?? null)?.sources,
    }),
    readSnapshot(treeRoot).then((snapshot) => {
      if (snapshot.inputs === null) preload();
      return found = snapshot;
    }),
  ]);
  const { fingerprint, diagnostics, model, sources } = checked;
  if (checked.known) {
    const remembered = rememberedFor(snapshot, fingerprint)?.diagnostics ?? [];
    return { diagnostics: remembered, sources, fingerprint, snapshot, desired: "unchanged" };
  }
  if (model === undefined) return { diagnostics, sources, fingerprint, snapshot, desired: "invalid" };
  const { renderTree } = await import("../tree/render_tree.ts");
  return {
    diagnostics,
    sources,
    fingerprint,
    snapshot,
    desired: (onFile) => renderTree(model, undefined, onFile).tree,
  };
}
