/** The snapshot that a plan leads to. */
import { checksumOf } from "../tree/header.ts";
import type { Plan } from "./plan.ts";
import { foldersAbove } from "./relative_path.ts";
import { isRecent } from "./scan.ts";
import type { FileEntry, Snapshot } from "./snapshot.ts";
import type { StagedBatch } from "./staging.ts";

/**
 * What a scan will find once a plan is carried out.
 *
 * @param plan The plan.
 * @param remembered The id of the write and what the caller gave with it.
 * @param staged Its files.
 */
export function snapshotAfter(
  plan: Plan,
  remembered: Pick<Snapshot, "generation" | "inputs" | "notes">,
  staged: readonly StagedBatch[],
): Snapshot {
  const files = new Map<string, FileEntry>(plan.snapshot.files);
  for (const path of plan.deletes) files.delete(path);
  for (const { paths, texts, sizes, modified, inodes } of staged) {
    for (const [index, path] of paths.entries()) {
      files.set(path, {
        size: sizes[index]!,
        modified: modified[index]!,
        inode: inodes[index]!,
        checksum: checksumOf(path, texts[index]!),
        intact: true,
        recent: false,
      });
    }
  }
  // Nobody can change them before they are in place, which is later than this.
  const now = Date.now();
  for (const { paths, modified } of staged) {
    for (const [index, path] of paths.entries()) {
      if (isRecent(modified[index]!, now)) files.set(path, { ...files.get(path)!, recent: true });
    }
  }
  return {
    ...remembered,
    files,
    directories: directoriesAfter(plan, files),
    // A folder that the plan changes looks different afterwards, and is listed again.
    listed: plan.snapshot.listed,
    obstacles: plan.snapshot.obstacles,
    untouched: isIntact(files),
    filesRead: 0,
    foldersRead: 0,
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
  for (const folder of plan.folders) after.add(folder);
  if (emptied.size === 0) return after;
  for (const path of [...files.keys(), ...obstacles.keys(), ...after]) {
    for (const folder of foldersAbove(path)) {
      if (after.has(folder)) break;
      after.add(folder);
    }
  }
  return after;
}
