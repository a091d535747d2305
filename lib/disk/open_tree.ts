/** The tree, held for writing. */
import { toDiskError } from "./errors.ts";
import { layoutOf } from "./layout.ts";
import { type LockOptions, takeLock } from "./lock.ts";
import { recover, type Recovery } from "./recover.ts";
import { scan } from "./scan.ts";
import type { Snapshot } from "./snapshot.ts";
import { makeDirectory } from "./stage_files.ts";
import { readGeneration, readIndex } from "./tree_index.ts";
import { isDirectory } from "./walk.ts";

/** A tree that no other run writes until it is closed. */
export interface Tree extends Disposable {
  /** Its root as it was opened, `clusters`. */
  readonly root: string;
  /** What an earlier run had left, and what became of it. */
  readonly recovery: Recovery;
  /**
   * Reads what is on the disk.
   *
   * @param known A snapshot that is taken over as it is while nobody has generated since, without looking at the disk;
   * an edit by hand is then only noticed where something is to be written, by a {@linkcode DiskError} `changed`.
   * @throws {DiskError} Something cannot be read.
   */
  scan(known?: Snapshot): Snapshot;
  /** Lets the next run in. */
  close(): void;
}

/**
 * Opens a tree for writing: waits for other writers, then completes or undoes what an interrupted run left. Makes the
 * root when it does not exist.
 *
 * @param root The folder of the tree, `clusters`.
 * @param options How to wait for another writer.
 * @throws {DiskError} `locked` after the timeout, `notADirectory` for a root that is a symbolic link, or what the file
 * system refused.
 */
export async function openTree(root: string, options: LockOptions = {}): Promise<Tree> {
  const { state, index } = layoutOf(root);
  for (const folder of [root, state]) {
    if (isDirectory(folder)) continue;
    try {
      makeDirectory(folder);
    } catch (error) {
      throw toDiskError(error, "write", folder);
    }
  }
  const lock = await takeLock(root, options);
  try {
    const recovery = recover(root);
    return {
      root,
      recovery,
      scan: (known) => isCurrent(known, index) ? known : scan(root, readIndex(index), null),
      close: lock.release,
      [Symbol.dispose]: lock.release,
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

function isCurrent(known: Snapshot | undefined, index: string): known is Snapshot {
  return known !== undefined && !known.pending && known.generation !== null &&
    known.generation === readGeneration(index);
}
