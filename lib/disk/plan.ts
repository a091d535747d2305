/** What has to change on the disk, decided before anything is written. */
import type { FileTree } from "../tree/file_tree.ts";
import { checksumOf } from "../tree/header.ts";
import type { Conflict } from "./conflict.ts";
import type { Replacement } from "./journal.ts";
import { Ground } from "./ground.ts";
import { Spellings } from "./letter_case.ts";
import { isWritablePath } from "./relative_path.ts";
import type { Snapshot } from "./snapshot.ts";

/** A file to write. */
export interface Change {
  /** Relative to the tree's root. */
  readonly path: string;
  /** Its whole text, header included. */
  readonly text: string;
}

/** The way from what is on the disk to what is wanted. Paths are relative to the tree's root. */
export interface Plan {
  /** What it starts from. */
  readonly snapshot: Snapshot;
  /** Files that do not exist yet, in the order of the wanted tree. */
  readonly creates: readonly Change[];
  /** Files of ours whose text changes, in the order of the wanted tree. */
  readonly updates: readonly Change[];
  /** Files of ours that are no longer wanted, sorted. */
  readonly deletes: readonly string[];
  /** How many wanted files are already there. */
  readonly same: number;
  /** Those of the updates and deletes that somebody edited by hand, sorted. */
  readonly handEdited: readonly string[];
  /** What is in the way; while there is anything, nothing can be written. */
  readonly conflicts: readonly Conflict[];
  /** Folders to be made, without those inside them. */
  readonly newDirectories: readonly string[];
  /** Those of the creates that lie in a folder which exists. */
  readonly loose: readonly string[];
  /** Folders that wanted files lie in, all that don't exist yet among them. */
  readonly folders: ReadonlySet<string>;
  /** Those of the deletes that must come before a write. */
  readonly replaced: readonly Replacement[];
}

/** Which part of the tree a plan is for. */
export interface PlanOptions {
  /** Whether a path is compared, written and deleted at all; everything by default. */
  readonly inScope?: (path: string) => boolean;
}

/**
 * Plans the way from a snapshot to a wanted tree.
 *
 * Only files of ours, those that begin with a header, are ever updated or deleted.
 *
 * @param snapshot What is on the disk.
 * @param desired Every wanted file; each text begins with a header.
 * @throws {TypeError} A wanted text has no header.
 */
export function planChanges(snapshot: Snapshot, desired: FileTree, options: PlanOptions = {}): Plan {
  const inScope = options.inScope ?? (() => true);
  const { files, obstacles } = snapshot;
  const isStale = (path: string): boolean => {
    const entry = files.get(path);
    return entry !== undefined && entry.checksum !== null && !desired.has(path) && inScope(path);
  };
  const deletes = [...files.keys()].filter(isStale).sort();
  const ground = new Ground(snapshot, desired, isStale);
  const wanted = [...desired].filter(([path]) => inScope(path));
  const { conflicts, ...compared } = compare(files, wanted, ground);

  const isWanted = (path: string) => (desired.has(path) && inScope(path)) || ground.isWantedFolder(path);
  const spellings = new Spellings(isWanted);
  const clash = (found: Conflict | undefined) => found !== undefined && conflicts.push(found);
  for (const path of ground.wantedFolders()) clash(spellings.add(path));
  for (const [path] of wanted) clash(spellings.add(path));
  for (const path of [...files.keys(), ...obstacles.keys()]) {
    if (!isWanted(path) && !isStale(path)) clash(spellings.clash(path));
  }
  // Where case is ignored, deleting the old spelling after writing the new one would delete what was just written.
  const respelled = deletes.flatMap((path) => {
    const by = spellings.otherSpelling(path);
    return by === undefined ? [] : [{ path, by }];
  });
  const changed = [...compared.updates.map(({ path }) => path), ...deletes];
  return {
    snapshot,
    ...compared,
    deletes,
    handEdited: changed.filter((path) => !files.get(path)!.intact).sort(),
    conflicts,
    newDirectories: ground.newDirectories(),
    folders: new Set(ground.wantedFolders()),
    replaced: [...ground.replaced(), ...respelled],
  };
}

interface Comparison extends Pick<Plan, "same"> {
  readonly creates: Change[];
  readonly updates: Change[];
  readonly conflicts: Conflict[];
  readonly loose: string[];
}

function compare(
  files: Snapshot["files"],
  wanted: readonly (readonly [path: string, text: string])[],
  ground: Ground,
): Comparison {
  const creates: Change[] = [];
  const updates: Change[] = [];
  const conflicts: Conflict[] = [];
  const loose: string[] = [];
  let same = 0;
  for (const [path, text] of wanted) {
    const room = isWritablePath(path) ? ground.roomFor(path) : unwritable(path);
    const entry = files.get(path);
    if (typeof room !== "string") conflicts.push(room);
    else if (entry === undefined) {
      creates.push({ path, text: generated(path, text) });
      if (room === "exists") loose.push(path);
    } else if (entry.intact && entry.checksum === checksumOf(path, text)) same++;
    else updates.push({ path, text: generated(path, text) });
  }
  return { creates, updates, same, conflicts, loose };
}

function unwritable(path: string): Conflict {
  return { kind: "path", path, obstacle: path };
}

// Without its header a file would be somebody else's from the moment it is written.
function generated(path: string, text: string): string {
  checksumOf(path, text);
  return text;
}

/** Whether carrying out a plan would leave the tree as it is. */
export function isEmpty(plan: Plan): boolean {
  return plan.creates.length + plan.updates.length + plan.deletes.length === 0;
}
