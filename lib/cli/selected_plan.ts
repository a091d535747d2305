/** What has to change in the selected part of `clusters/`. */
import { conflictError } from "../disk/conflict_error.ts";
import { type Plan, planChanges } from "../disk/plan.ts";
import type { Snapshot } from "../disk/snapshot.ts";
import type { Change } from "../report/change.ts";
import type { FileTree } from "../tree/file_tree.ts";
import { changesOfPlan } from "./changes_of_plan.ts";
import { treeRoot } from "./compare_tree.ts";
import { isWhole, requireKnown, type Selection, selects } from "./selection.ts";

/** A plan, and what it is when it is counted. */
export interface SelectedPlan {
  /** For whoever writes. */
  readonly plan: Plan;
  /** For whoever reads, sorted by path. */
  readonly changes: readonly Change[];
  /** How many files stay as they are. */
  readonly unchanged: number;
  /** How many files differ in the part that isn't selected. */
  readonly outside: number;
}

function size({ creates, updates, deletes }: Plan): number {
  return creates.length + updates.length + deletes.length;
}

/**
 * Plans the selected part. Throws a `Failure` for a cluster or service that doesn't exist, and a `DiskError` where
 * something that isn't ours is in the way.
 */
export function selectedPlan(snapshot: Snapshot, desired: FileTree, selection: Selection): SelectedPlan {
  if (!isWhole(selection)) requireKnown(selection, [...desired.keys(), ...snapshot.files.keys()]);
  const plan = planChanges(snapshot, desired, { inScope: (path) => selects(selection, path) });
  if (plan.conflicts.length > 0) throw conflictError(treeRoot, plan.conflicts);
  const outside = isWhole(selection) ? 0 : size(planChanges(snapshot, desired)) - size(plan);
  return { plan, changes: changesOfPlan(plan), unchanged: plan.same, outside };
}

/**
 * The plan where files of ours only get another text, which is what most saves come to. Nothing can be in the way of
 * that, so the rest of the tree needn't be looked at. Undefined where there is more to do.
 */
function updatePlan(snapshot: Snapshot, desired: FileTree): Plan | undefined {
  const updates = [...desired].map(([path, text]) => ({ path, text }));
  const entries = updates.map(({ path }) => snapshot.files.get(path));
  if (entries.some((entry) => entry === undefined || entry.checksum === null)) return undefined;
  const handEdited = updates.flatMap(({ path }, index) => entries[index]!.intact ? [] : [path]).sort();
  const nothing = { creates: [], deletes: [], conflicts: [], newDirectories: [], loose: [], replaced: [] };
  return { ...nothing, folders: new Set(), snapshot, updates, handEdited, same: 0 };
}

/**
 * Plans the way from a tree that is known to be on the disk to another one, looking only at what differs between the
 * two. Throws as {@linkcode selectedPlan} does.
 */
export function changedPlan(snapshot: Snapshot, before: FileTree, after: FileTree): SelectedPlan {
  const gone = new Set([...before.keys()].filter((path) => !after.has(path)));
  const desired = new Map([...after].filter(([path, text]) => before.get(path) !== text));
  const plan = (gone.size === 0 ? updatePlan(snapshot, desired) : undefined) ??
    planChanges(snapshot, desired, { inScope: (path) => desired.has(path) || gone.has(path) });
  if (plan.conflicts.length > 0) throw conflictError(treeRoot, plan.conflicts);
  const unchanged = after.size - plan.creates.length - plan.updates.length;
  return { plan, changes: changesOfPlan(plan), unchanged, outside: 0 };
}
