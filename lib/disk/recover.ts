/** Brings what an interrupted run left to its end. */
import { complete } from "./complete.ts";
import { conflictError } from "./conflict_error.ts";
import { toDiskError } from "./errors.ts";
import { inspectPending } from "./inspect_pending.ts";
import { type Journal, readJournal } from "./journal.ts";
import { isStaging, layoutOf, stagingOf } from "./layout.ts";
import { isAbsence } from "./look_at.ts";

/**
 * What was found of an earlier run.
 *
 * - `nothing`: it ended well, or there was none.
 * - `undone`: it was interrupted before its commit point; what it had prepared is removed.
 * - `completed`: it was interrupted after its commit point; the tree is now as it wanted it.
 * - `discarded`: its journal cannot be understood; the tree may be part old, part new until it is written again.
 */
export interface Recovery {
  /** What was found, and what was made of it. */
  readonly kind: "nothing" | "undone" | "completed" | "discarded";
  /** Files that somebody edited and that were overwritten all the same, relative to the root, sorted. */
  readonly handEdited: readonly string[];
  /** Files that a power cut spoilt before they were put in place, so that the old ones are still there. */
  readonly damaged: readonly string[];
}

const NOTHING_PENDING = { handEdited: [], damaged: [] };

/**
 * Completes or undoes an interrupted write; the caller holds the lock. Interrupted itself, it can be begun again.
 *
 * @throws {DiskError} `conflict` when something that isn't ours came in the way meanwhile, or what the file system
 * refused.
 */
export function recover(root: string): Recovery {
  const layout = layoutOf(root);
  try {
    const journal = readJournal(root);
    const found = journal === null || journal === "damaged" ? NOTHING_PENDING : finish(root, journal);
    if (journal === "damaged") { for (const path of [layout.index, layout.journal]) removeIfThere(path); }
    const leftovers = removeLeftovers(root);
    const kind = journal === "damaged"
      ? "discarded"
      : journal !== null
      ? "completed"
      : leftovers
      ? "undone"
      : "nothing";
    return { kind, ...found };
  } catch (error) {
    throw toDiskError(error, "write", layout.state);
  }
}

/** Removes what writes have prepared, and tells whether there was anything. */
export function removeLeftovers(root: string): boolean {
  const { state } = layoutOf(root);
  const left = [...Deno.readDirSync(state)].map(({ name }) => name).filter(isStaging);
  for (const name of left) Deno.removeSync(`${state}/${name}`, { recursive: true });
  return left.length > 0;
}

function finish(root: string, journal: Journal): Omit<Recovery, "kind"> {
  const { conflicts, kept, handEdited, damaged } = inspectPending(root, journal);
  if (conflicts.length > 0) throw conflictError(root, conflicts);
  for (const path of damaged) Deno.removeSync(`${stagingOf(root, journal.id).tree}/${path}`);
  complete(root, { ...journal, deletes: journal.deletes.filter((path) => !kept.has(path)) });
  return { handEdited, damaged };
}

function removeIfThere(path: string): void {
  try {
    Deno.removeSync(path);
  } catch (error) {
    if (!isAbsence(error)) throw error;
  }
}
