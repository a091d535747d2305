/** The journal: what is left to do of a write past its commit point. */
import { layoutOf, stagingOf } from "./layout.ts";
import { isAbsence } from "./look_at.ts";

/** A file of ours that must go before another path can be written: a file where a folder comes, or the reverse. */
export interface Replacement {
  /** The file to delete. */
  readonly path: string;
  /** The staged path that takes its place; while it is still staged, the deletion may be due. */
  readonly by: string;
}

/** One write, in the order in which it is carried out. Paths are relative to the tree's root. */
export interface Journal {
  /** Names the write and its staging. */
  readonly id: string;
  /** Files to delete before anything is moved. */
  readonly replaced: readonly Replacement[];
  /** Folders that do not exist yet: each is moved in whole. */
  readonly directories: readonly string[];
  /** Files to move into folders that exist. */
  readonly files: readonly string[];
  /** Files to delete last. */
  readonly deletes: readonly string[];
}

// Since 2, what is staged lies one folder higher.
const VERSION = 2;

/** Puts a journal in place at once: from here on the tree is the new one. */
export function commit(root: string, journal: Journal): void {
  const { journal: prepared } = stagingOf(root, journal.id);
  Deno.writeTextFileSync(prepared, JSON.stringify({ version: VERSION, ...journal }), { mode: 0o644 });
  Deno.renameSync(prepared, layoutOf(root).journal);
}

/**
 * Reads the journal.
 *
 * @returns Null when no write is past its commit point; `damaged` when the file is there but cannot be understood,
 * which only a power cut leaves.
 */
export function readJournal(root: string): Journal | "damaged" | null {
  let text: string;
  try {
    text = Deno.readTextFileSync(layoutOf(root).journal);
  } catch (error) {
    if (isAbsence(error)) return null;
    throw error;
  }
  try {
    const { version, ...journal }: Journal & { readonly version: number } = JSON.parse(text);
    return version === VERSION ? journal : "damaged";
  } catch {
    return "damaged";
  }
}
