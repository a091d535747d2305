/** The index of a tree that stays as it is. */
import { toDiskError } from "./errors.ts";
import { layoutOf, stagedIndexOf } from "./layout.ts";
import { isIntact } from "./snapshot_after.ts";
import type { Snapshot } from "./snapshot.ts";
import { formatIndex } from "./tree_index.ts";

// Reading a few files or folders again costs less than writing the index.
const WORTH_INDEXING = 50;

/**
 * Writes the index anew where that saves the next run more than it costs: where much had to be read that the index
 * didn't know, or something else is to be remembered. The caller holds the tree's lock since before the snapshot was
 * taken, or knows that nobody has written since.
 *
 * @returns The snapshot that the index now stands for.
 * @throws {DiskError} What the file system refused; the old index is still there then.
 */
export function remember(
  root: string,
  snapshot: Snapshot,
  remembered: Pick<Snapshot, "inputs" | "notes">,
): Snapshot {
  if (!isWorthRemembering(snapshot, remembered)) return snapshot;
  const generation = snapshot.generation ?? crypto.randomUUID();
  const untouched = isIntact(snapshot.files);
  const after = { ...snapshot, ...remembered, generation, filesRead: 0, foldersRead: 0, untouched };
  const { index } = layoutOf(root);
  const prepared = stagedIndexOf(root);
  try {
    writeIndex(prepared, after);
    Deno.renameSync(prepared, index);
  } catch (error) {
    discard(prepared);
    throw toDiskError(error, "write", index);
  }
  return after;
}

/** Whether {@linkcode remember} would write anything. */
export function isWorthRemembering(
  snapshot: Snapshot,
  { inputs, notes }: Pick<Snapshot, "inputs" | "notes">,
): boolean {
  return snapshot.generation === null || snapshot.filesRead + snapshot.foldersRead >= WORTH_INDEXING ||
    snapshot.inputs !== inputs || snapshot.notes !== notes;
}

/** Writes the index of a snapshot to a path. */
export function writeIndex(path: string, { generation, inputs, notes, files, listed }: Snapshot): void {
  const text = formatIndex({ generation: generation ?? "", inputs, notes, files, listed });
  Deno.writeTextFileSync(path, text, { mode: 0o644 });
}

// What cannot be removed now is removed by the next run.
function discard(path: string): void {
  try {
    Deno.removeSync(path);
  } catch { /* see above */ }
}
