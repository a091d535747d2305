/** The snapshot that a plan leads to. */
import { checksumOf } from "../tree/header.ts";
import type { Change, Plan } from "./plan.ts";
import { foldersAbove } from "./relative_path.ts";
import { isRecent } from "./scan.ts";
import type { FileEntry, Snapshot } from "./snapshot.ts";
import type { StagedFiles } from "./stage_files.ts";

/**
 * What a scan will find once a plan is carried out.
 *
 * @param plan The plan.
 * @param remembered The id of the write and what the caller gave with it.
 * @param changes What is staged.
 * @param staged What is known of the staged files, in the same order.
 */
export function snapshotAfter(
  plan: Plan,
  remembered: Pick<Snapshot, "generation" | "inputs" | "notes">,
  changes: readonly Change[],
  staged: StagedFiles,
): Snapshot {
  const files = new Map<string, FileEntry>(plan.snapshot.files);
  for (const path of plan.deletes) files.delete(path);
  for (const [index, { path, text }] of changes.entries()) {
    files.set(path, {
      size: staged.sizes[index]!,
      modified: staged.modified[index]!,
      inode: staged.inodes[index]!,
      checksum: checksumOf(path, text),
      intact: true,
      recent: false,
    });
  }
  // Nobody can change them before they are in place, which is later than this.
  const now = Date.now();
  for (const { path } of changes) {
    const entry = files.get(path)!;
    if (isRecent(entry.modified, now)) files.set(path, { ...entry, recent: true });
  }
  return {
    ...remembered,
    files,
    directories: directoriesAfter(plan, files),
    obstacles: plan.snapshot.obstacles,
    untouched: isIntact(files),
    filesRead: 0,
    pending: false,
  };
}

/** Whether every file of ours is as it was written. */
export function isIntact(files: ReadonlyMap<string, FileEntry>): boolean {
  for (const { checksum, intact } of files.values()) if (checksum !== null && !intact) return false;
  return true;
}

// Folders that lost the last thing in them are gone; those that held nothing before are still there.
function directoriesAfter(plan: Plan, files: ReadonlyMap<string, FileEntry>): ReadonlySet<string> {
  const { directories, obstacles } = plan.snapshot;
  const emptied = new Set(plan.deletes.flatMap((path) => [...foldersAbove(path)]));
  const after = new Set([...directories].filter((folder) => !emptied.has(folder)));
  const paths = emptied.size > 0
    ? [...files.keys(), ...obstacles.keys(), ...after]
    : plan.creates.map(({ path }) => path);
  for (const path of paths) {
    for (const folder of foldersAbove(path)) {
      if (after.has(folder)) break;
      after.add(folder);
    }
  }
  return after;
}
