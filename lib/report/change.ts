/** What a run does, or would do, to one generated file. */

/** One file of `clusters/` that isn't as the catalogue says. */
export interface Change {
  /** Relative to the repository's root: `clusters/base/backend/service.yaml`. */
  readonly path: string;
  /** What happens to the file. */
  readonly kind: "create" | "update" | "delete";
  /** Whether somebody changed or removed the file by hand since it was generated. */
  readonly editedByHand: boolean;
}

/** How many files there are of each kind. */
export interface ChangeCounts {
  /** Files that are new. */
  readonly created: number;
  /** Files whose text changes. */
  readonly updated: number;
  /** Files that go. */
  readonly deleted: number;
  /** Files that stay as they are. */
  readonly unchanged: number;
}

/** Counts the changes; what isn't among them is unchanged. */
export function countChanges(changes: readonly Change[], unchanged: number): ChangeCounts {
  const of = (kind: Change["kind"]) => changes.filter((change) => change.kind === kind).length;
  return { created: of("create"), updated: of("update"), deleted: of("delete"), unchanged };
}
