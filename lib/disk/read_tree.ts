/** Reads the tree without the lock and without writing anything. */
import type { FileTree } from "../tree/file_tree.ts";
import { readHeader } from "../tree/header.ts";
import { consistently } from "./consistently.ts";
import { toDiskError } from "./errors.ts";
import { layoutOf, stagingOf } from "./layout.ts";
import { isAbsence } from "./look_at.ts";
import { scan } from "./scan.ts";
import type { Snapshot } from "./snapshot.ts";
import { readIndex, readIndexNotes } from "./tree_index.ts";
import { walk } from "./walk.ts";

/**
 * Takes a snapshot of a tree as a reader; needs no more than to read it. Others may write meanwhile: what is returned
 * is the tree before or after a write, never a mix. An interrupted write counts as it will be completed.
 *
 * @param root The folder of the tree, `clusters`; it need not exist.
 * @throws {DiskError} Something cannot be read.
 */
export function readSnapshot(root: string): Promise<Snapshot> {
  return consistently(root, (journal) => {
    const staged = journal === null ? undefined : readIndex(stagingOf(root, journal.id).index);
    return scan(root, staged ?? readIndex(layoutOf(root).index), journal);
  });
}

/**
 * What was to be remembered of the last write, read alone and before anything else: a snapshot tells whether it holds.
 *
 * @param root The folder of the tree, `clusters`; it need not exist.
 */
export function readNotes(root: string): string | null {
  return readIndexNotes(layoutOf(root).index);
}

/**
 * Reads the text of every file of ours, as {@linkcode readSnapshot} does.
 *
 * @param root The folder of the tree, `clusters`; it need not exist.
 * @param wanted Which paths to read; all by default.
 * @returns Paths relative to the root, sorted.
 * @throws {DiskError} Something cannot be read.
 */
export async function readTree(
  root: string,
  wanted: (path: string) => boolean = () => true,
): Promise<FileTree> {
  const texts = await consistently(root, (journal) => {
    const found = new Map<string, string>();
    walk(root, journal, {
      file(path, at) {
        if (!wanted(path)) return true;
        try {
          const text = Deno.readTextFileSync(at);
          if (readHeader(path, text).kind === "ours") found.set(path, text);
          return true;
        } catch (error) {
          if (isAbsence(error)) return false;
          throw toDiskError(error, "read", at);
        }
      },
    });
    return found;
  });
  return new Map([...texts].sort(([a], [b]) => a < b ? -1 : 1));
}
