/** Carries out a plan: all of it, or nothing. */
import { type Refusal, refuseDeletes } from "./brake.ts";
import { complete } from "./complete.ts";
import { conflictError } from "./conflict_error.ts";
import { DiskError, toDiskError } from "./errors.ts";
import { commit, type Journal } from "./journal.ts";
import { journalOf } from "./journal_of.ts";
import { stagingOf } from "./layout.ts";
import type { Tree } from "./open_tree.ts";
import { isEmpty, type Plan } from "./plan.ts";
import { recheck } from "./recheck.ts";
import { remember, writeIndex } from "./remember.ts";
import { snapshotAfter } from "./snapshot_after.ts";
import type { Snapshot } from "./snapshot.ts";
import { Staging } from "./staging.ts";

/** What the caller allows, and what it wants to find again. */
export interface ApplyOptions {
  /** Whether any number of files, and Argo CD Applications, may be deleted; false by default. */
  readonly allowDelete?: boolean;
  /**
   * A fingerprint of everything the whole tree was made from, to be found in the next {@linkcode Snapshot.inputs}; left
   * out when only a part of the tree was planned.
   */
  readonly inputs?: string | null;
  /** Whatever else the caller wants to find in the next {@linkcode Snapshot.notes}. */
  readonly notes?: string | null;
  /** Where files of the plan may be staged already, with the plan's texts; the caller disposes of it. */
  readonly staging?: Staging;
}

/** What became of a plan. */
export type Outcome = Refusal | {
  /** `same` when there was nothing to do. */
  readonly kind: "written" | "same";
  /** The tree as it is now; the next {@linkcode Tree.scan} may be given it. */
  readonly after: Snapshot;
};

/**
 * Carries out a plan.
 *
 * Everything slow comes first, where no reader looks; then one rename commits, and renames and deletions bring the
 * tree to its new form. Interrupted before that rename, the tree is as it was; after it, {@linkcode openTree} goes on.
 *
 * @param tree The tree, open since before the plan's snapshot was taken.
 * @param plan What to do.
 * @param options What is allowed and to be remembered.
 * @returns A refusal, with nothing written, when more would be deleted than is allowed.
 * @throws {DiskError} With nothing written: `conflict`, `changed`, or what the file system refused. Only a refusal that
 * could not be foreseen comes after the commit point; the next run then completes the write.
 */
export async function applyPlan(tree: Tree, plan: Plan, options: ApplyOptions = {}): Promise<Outcome> {
  const { root } = tree;
  if (plan.conflicts.length > 0) throw conflictError(root, plan.conflicts);
  const refusal = options.allowDelete === true ? undefined : refuseDeletes(plan);
  if (refusal !== undefined) return refusal;
  const remembered = { inputs: options.inputs ?? null, notes: options.notes ?? null };
  if (isEmpty(plan)) return { kind: "same", after: remember(root, plan.snapshot, remembered) };

  await using own = new Staging(root);
  const staging = options.staging ?? own;
  const { index, probe } = stagingOf(root, staging.id);
  let after: Snapshot;
  let journal: Journal;
  try {
    const changes = [...plan.creates, ...plan.updates];
    const staged = await staging.finish(changes);
    after = snapshotAfter(plan, { generation: staging.id, ...remembered }, staged);
    writeIndex(index, after);
    recheck(root, plan, probe);
    journal = journalOf(staging.id, plan);
    commit(root, journal);
    staging.commit();
  } catch (error) {
    await staging[Symbol.asyncDispose]();
    throw toDiskError(error, "write", root);
  }
  try {
    complete(root, journal);
  } catch (error) {
    throw afterCommit(toDiskError(error, "write", root));
  }
  staging.discard();
  return { kind: "written", after };
}

function afterCommit(error: DiskError): DiskError {
  const { code, path, message, remedy } = error;
  return new DiskError(
    { code, path, message, remedy: `${remedy}: the write is completed then` },
    error.cause,
  );
}
