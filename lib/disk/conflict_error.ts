/** Conflicts as an error. */
import { type Conflict, describeConflict } from "./conflict.ts";
import { DiskError } from "./errors.ts";

/**
 * The error for all conflicts of a tree, worded for the first of them.
 *
 * @param root The tree's root.
 * @param conflicts At least one.
 */
export function conflictError(root: string, conflicts: readonly Conflict[]): DiskError {
  const first = conflicts[0]!;
  const { message, remedy } = describeConflict(root, first);
  const more = conflicts.length === 1 ? "" : `, and ${conflicts.length - 1} more in the way`;
  return new DiskError({
    code: "conflict",
    path: `${root}/${first.path}`,
    message: message + more,
    remedy,
    conflicts,
  });
}
