/** Reads without holding the lock, and still never sees a mix of two trees. */
import { type Journal, readJournal } from "./journal.ts";
import { toDiskError } from "./errors.ts";
import { layoutOf } from "./layout.ts";
import { readGeneration } from "./tree_index.ts";

interface Moment {
  readonly journal: Journal | null;
  readonly generation: string | null;
}

const TRIES_ALONE = 10;
const PAUSE = 20;

/**
 * Reads a tree as it was at one moment, though others may write it meanwhile.
 *
 * A reading is right when no write passed its commit point during it; else it is done again, and after some tries with
 * the writers kept out.
 *
 * @param root The tree's root.
 * @param read Reads the tree; given the write that is past its commit point, which is to count as done.
 * @throws {DiskError} Something cannot be read.
 */
export async function consistently<T>(root: string, read: (journal: Journal | null) => T): Promise<T> {
  for (let attempt = 0; attempt < TRIES_ALONE; attempt++) {
    const before = look(root);
    const result = read(before.journal);
    if (isSameTree(before, look(root))) return result;
    await new Promise((resolve) => setTimeout(resolve, Math.random() * PAUSE));
  }
  const { lock } = layoutOf(root);
  try {
    using file = Deno.openSync(lock, { read: true });
    await file.lock(false);
    return read(look(root).journal);
  } catch (error) {
    throw toDiskError(error, "lock", lock);
  }
}

// The order matters: a write leaves its name in the index before its journal goes.
function look(root: string): Moment {
  try {
    const journal = readJournal(root);
    return {
      journal: journal === "damaged" ? null : journal,
      generation: readGeneration(layoutOf(root).index),
    };
  } catch (error) {
    throw toDiskError(error, "read", layoutOf(root).state);
  }
}

function isSameTree(before: Moment, after: Moment): boolean {
  if (before.journal === null) return after.journal === null && before.generation === after.generation;
  if (after.journal !== null) return before.journal.id === after.journal.id;
  return after.generation === before.journal.id;
}
