/**
 * The generated tree on the disk: what is there, what has to change, and changing all of it or nothing.
 *
 * ```ts ignore
 * using tree = await openTree("clusters", { onWait: (holder) => console.error(`Waiting for ${holder}`) });
 * const before = tree.scan();
 * const plan = planChanges(before, desired);
 * const outcome = await applyPlan(tree, plan, { allowDelete: false, inputs: fingerprint });
 * ```
 *
 * @module
 */
export type { FileTree } from "../tree/file_tree.ts";
export { type ApplyOptions, applyPlan, type Outcome } from "./apply_plan.ts";
export { DELETE_LIMIT, type Refusal, refuseDeletes } from "./brake.ts";
export { type Conflict, type ConflictKind, type ConflictText, describeConflict } from "./conflict.ts";
export { DiskError, type DiskErrorCode, type DiskErrorDetail } from "./errors.ts";
export type { Replacement } from "./journal.ts";
export type { LockOptions } from "./lock.ts";
export { openTree, type Tree } from "./open_tree.ts";
export { type Change, isEmpty, type Plan, planChanges, type PlanOptions } from "./plan.ts";
export { readSnapshot, readTree } from "./read_tree.ts";
export type { Recovery } from "./recover.ts";
export type { FileEntry, ObstacleKind, Snapshot } from "./snapshot.ts";
export { Staging } from "./staging.ts";
