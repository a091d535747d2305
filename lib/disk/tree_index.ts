/** The index: what was in the tree when it was last written, so that an unchanged file need not be read again. */
import type { FileEntry, FolderEntry } from "./snapshot.ts";

/** The index as a value. */
export interface TreeIndex {
  /** The id of the write that made it. */
  readonly generation: string;
  /** The caller's fingerprint of everything the tree was made from, or null when only a part was written. */
  readonly inputs: string | null;
  /** The caller's own notes. */
  readonly notes: string | null;
  /** Every regular file, ours or not, by its path below the root. */
  readonly files: ReadonlyMap<string, FileEntry>;
  /** How each folder looked when it was listed, see {@linkcode Snapshot.listed}. */
  readonly listed: ReadonlyMap<string, FolderEntry>;
}

/** An index that was read, and when it was put in place. */
export interface StoredIndex extends TreeIndex {
  /** In whole seconds since 1970, which is as fine as Deno tells it. */
  readonly installed: number;
}

interface Head {
  readonly version: number;
  readonly generation: string;
  readonly inputs: string | null;
  readonly notes: string | null;
}

// Columns parse several times faster than one object for each file.
interface Columns {
  readonly paths: readonly string[];
  readonly sizes: readonly number[];
  readonly modified: readonly number[];
  readonly inodes: readonly number[];
  readonly checksums: readonly (string | null)[];
  readonly edited: readonly number[];
  readonly folders: readonly (readonly [path: string, modified: number, inode: number])[];
}

const VERSION = 2;
// Matches no file, so that one changed too recently is read again, like the racy entries of Git's index.
const UNKNOWN = 0;

const HEAD = new RegExp(`^\\{"version":${VERSION},"generation":"([^"]*)"`);

/** The text of an index. */
export function formatIndex({ generation, inputs, notes, files, listed }: TreeIndex): string {
  const head: Head = { version: VERSION, generation, inputs, notes };
  const sizes: number[] = [];
  const modified: number[] = [];
  const inodes: number[] = [];
  const checksums: (string | null)[] = [];
  const edited: number[] = [];
  for (const entry of files.values()) {
    if (entry.checksum !== null && !entry.intact) edited.push(sizes.length);
    sizes.push(entry.size);
    modified.push(entry.recent ? UNKNOWN : entry.modified);
    inodes.push(entry.inode);
    checksums.push(entry.checksum);
  }
  const folders = [...listed].map(([path, { modified, inode }]) => [path, modified, inode] as const);
  const columns: Columns = { paths: [...files.keys()], sizes, modified, inodes, checksums, edited, folders };
  return `${JSON.stringify(head)}\n${JSON.stringify(columns)}\n`;
}

/**
 * Reads an index.
 *
 * @param path The index's own path.
 * @returns Nothing when there is none or it cannot be understood: the index only saves time.
 */
export function readIndex(path: string): StoredIndex | undefined {
  const found = readWhole(path);
  if (found === undefined) return undefined;
  const split = found.text.indexOf("\n");
  try {
    const head: Head = JSON.parse(found.text.slice(0, split));
    if (head.version !== VERSION) return undefined;
    const columns: Columns = JSON.parse(found.text.slice(split));
    const edited = new Set(columns.edited);
    const files = new Map<string, FileEntry>();
    for (let row = 0; row < columns.paths.length; row++) {
      const checksum = columns.checksums[row]!;
      files.set(columns.paths[row]!, {
        size: columns.sizes[row]!,
        modified: columns.modified[row]!,
        inode: columns.inodes[row]!,
        checksum,
        intact: checksum !== null && !edited.has(row),
        recent: columns.modified[row] === UNKNOWN,
      });
    }
    const { generation, inputs, notes } = head;
    const listed = new Map(columns.folders.map(([path, modified, inode]) => [path, { modified, inode }]));
    return { generation, inputs, notes, files, listed, installed: found.installed };
  } catch {
    return undefined;
  }
}

/** What the index at a path keeps for the caller, without reading the rest; null when there is nothing. */
export function readIndexNotes(path: string): string | null {
  for (let limit = 1 << 16;; limit *= 8) {
    const found = readWhole(path, limit);
    const end = found?.text.indexOf("\n") ?? -1;
    if (found !== undefined && end === -1 && !found.isWhole) continue;
    try {
      const head: Head = JSON.parse(found?.text.slice(0, end) ?? "");
      return head.version === VERSION ? head.notes : null;
    } catch {
      return null;
    }
  }
}

/** The id of the write that made the index at a path, without reading all of it; null when there is none. */
export function readGeneration(path: string): string | null {
  const head = readWhole(path, 4096)?.text;
  const found = head === undefined ? null : HEAD.exec(head);
  return found?.[1] ?? null;
}

// The text and the time must be those of one and the same file, though another may be put in its place meanwhile.
function readWhole(
  path: string,
  limit = Infinity,
): { readonly text: string; readonly isWhole: boolean; readonly installed: number } | undefined {
  let file: Deno.FsFile;
  try {
    file = Deno.openSync(path, { read: true });
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
  try {
    const { size, ctime } = file.statSync();
    const bytes = new Uint8Array(Math.min(size, limit));
    let filled = 0;
    while (filled < bytes.length) {
      const count = file.readSync(bytes.subarray(filled));
      if (count === null) break;
      filled += count;
    }
    return {
      text: new TextDecoder().decode(bytes.subarray(0, filled)),
      isWhole: bytes.length === size,
      installed: Math.floor((ctime?.getTime() ?? 0) / 1000),
    };
  } finally {
    file.close();
  }
}
