/** Reads what is on the disk, opening only files that the index does not know. */
import { readHeader } from "../tree/header.ts";
import { toDiskError } from "./errors.ts";
import type { Journal } from "./journal.ts";
import { isAbsence } from "./look_at.ts";
import { parentOf } from "./relative_path.ts";
import type { FileEntry, FolderEntry, ObstacleKind, Snapshot } from "./snapshot.ts";
import type { StoredIndex } from "./tree_index.ts";
import { type FolderContents, walk } from "./walk.ts";

// Time stamps are taken from a clock that ticks every few milliseconds.
const CLOCK_TICK = 50;
// A header is far shorter; a larger file is only read whole when it has one.
const PEEK_ABOVE = 1 << 20;
const PEEK = 1 << 13;
const LIST_AGAIN: FolderEntry = { modified: 0, inode: 0 };

/**
 * Takes a snapshot of a tree.
 *
 * @param root The tree's root.
 * @param index What is known of it, if anything.
 * @param journal A write past its commit point that counts as done.
 * @throws {DiskError} The root is not a folder, or something cannot be read.
 */
export function scan(root: string, index: StoredIndex | undefined, journal: Journal | null): Snapshot {
  const started = Date.now();
  const paths: string[] = [];
  const entries: FileEntry[] = [];
  const directories = new Set<string>();
  const obstacles = new Map<string, ObstacleKind>();
  const known = index?.files ?? new Map<string, FileEntry>();
  const listed = new Map<string, FolderEntry>();
  // While a write is pending, what is in a folder is not what the tree will have there.
  const contents = index === undefined || journal !== null ? undefined : contentsByFolder(index);
  let filesRead = 0;
  let foldersRead = 0;
  let asKnown = 0;
  let asIndexed = 0;
  let added = 0;
  walk(root, journal, {
    file(path, at) {
      try {
        const info = Deno.lstatSync(at);
        if (!info.isFile) return false;
        const before = known.get(path);
        let entry: FileEntry;
        if (before !== undefined && isUnchanged(before, info, index!.installed)) entry = before;
        else {
          filesRead++;
          entry = readEntry(path, at, info, started, before);
        }
        paths.push(path);
        entries.push(entry);
        if (entry === before) asKnown++;
        if (entry.checksum !== null) {
          if (entry.intact && entry.checksum === before?.checksum) asIndexed++;
          else added++;
        }
        return true;
      } catch (error) {
        if (isAbsence(error)) return false;
        throw toDiskError(error, "read", at);
      }
    },
    contents(folder, at) {
      const info = Deno.lstatSync(at);
      const entry = { modified: info.mtime?.getTime() ?? 0, inode: info.ino ?? 0 };
      listed.set(folder, isRecent(entry.modified, started) ? LIST_AGAIN : entry);
      const before = index?.listed.get(folder);
      const same = before !== undefined && before.modified === entry.modified &&
        before.inode === entry.inode && isOlder(info, index!.installed);
      const known = same ? contents?.get(folder) : undefined;
      if (known === undefined) foldersRead++;
      return known;
    },
    directory(path) {
      directories.add(path);
    },
    obstacle(path, kind) {
      obstacles.set(path, kind);
      listed.set(parentOf(path), LIST_AGAIN);
    },
  });
  // Mostly everything is as it was: then the map that is there already serves.
  const isKnown = asKnown === known.size && asKnown === paths.length;
  return {
    files: isKnown ? known : new Map(paths.map((path, row) => [path, entries[row]!])),
    directories,
    listed,
    obstacles,
    generation: index?.generation ?? null,
    inputs: index?.inputs ?? null,
    notes: index?.notes ?? null,
    untouched: index !== undefined && added === 0 && asIndexed === countOwned(known),
    filesRead,
    foldersRead,
    pending: journal !== null,
  };
}

/** Whether a file changed at a time may change again without showing it, seen from a later moment. */
export function isRecent(modified: number, seen: number): boolean {
  return modified >= seen - CLOCK_TICK;
}

/** The files and folders of the index by the folder they are in. */
function contentsByFolder({ files, listed }: StoredIndex): ReadonlyMap<string, FolderContents> {
  const found = new Map<string, { readonly files: string[]; readonly folders: string[] }>();
  for (const folder of listed.keys()) found.set(folder, { files: [], folders: [] });
  for (const folder of listed.keys()) {
    if (folder !== "") found.get(parentOf(folder))?.folders.push(folder);
  }
  for (const path of files.keys()) found.get(parentOf(path))?.files.push(path);
  return found;
}

// Whatever happens to something after the index was put in place, even with its time stamp set back, renews its ctime.
function isOlder(info: Deno.FileInfo, installed: number): boolean {
  return (info.ctime?.getTime() ?? 0) / 1000 < installed + 1;
}

function isUnchanged(before: FileEntry, info: Deno.FileInfo, installed: number): boolean {
  return info.size === before.size &&
    info.mtime?.getTime() === before.modified &&
    (info.ino ?? 0) === before.inode &&
    isOlder(info, installed);
}

function readEntry(
  path: string,
  at: string,
  info: Deno.FileInfo,
  started: number,
  before: FileEntry | undefined,
): FileEntry {
  const modified = info.mtime?.getTime() ?? 0;
  const stat = { size: info.size, modified, inode: info.ino ?? 0, recent: isRecent(modified, started) };
  const header = readHeader(path, readText(path, at, info.size));
  if (header.kind === "ours") return { ...stat, checksum: header.checksum, intact: header.intact };
  // A power cut leaves files without content; one that we wrote is still ours.
  const emptied = info.size === 0 ? before?.checksum ?? null : null;
  return { ...stat, checksum: emptied, intact: false };
}

function readText(path: string, at: string, size: number): string {
  if (size > PEEK_ABOVE) {
    using file = Deno.openSync(at, { read: true });
    const bytes = new Uint8Array(PEEK);
    const start = new TextDecoder().decode(bytes.subarray(0, file.readSync(bytes) ?? 0));
    if (readHeader(path, start).kind === "foreign") return start;
  }
  return Deno.readTextFileSync(at);
}

function countOwned(files: ReadonlyMap<string, FileEntry>): number {
  let count = 0;
  for (const { checksum } of files.values()) if (checksum !== null) count++;
  return count;
}
