/** What is on the disk, as a value. */

/** One file of the tree. */
export interface FileEntry {
  /** Bytes. */
  readonly size: number;
  /** When its content last changed, milliseconds since 1970. */
  readonly modified: number;
  /** Its number in the file system; another number means another file. */
  readonly inode: number;
  /** The checksum in its header, or null when the file isn't ours. */
  readonly checksum: string | null;
  /** Whether it is as we wrote it; false for a file that isn't ours. */
  readonly intact: boolean;
  /**
   * Whether it was changed so shortly before it was read that another change may leave the same time stamp;
   * such a file is read again next time.
   */
  readonly recent: boolean;
}

/** A folder as it looked when it was listed; while it looks so, nothing has come into it, gone, or been renamed. */
export interface FolderEntry {
  /** When an entry last came or went, milliseconds since 1970. */
  readonly modified: number;
  /** Its number in the file system. */
  readonly inode: number;
}

/** Something that is neither a file nor a folder. */
export type ObstacleKind = "symbolicLink" | "special";

/** The tree as it was read at one moment. Paths are relative to the root, with `/`. */
export interface Snapshot {
  /** Every regular file, ours or not. */
  readonly files: ReadonlyMap<string, FileEntry>;
  /** Every folder. */
  readonly directories: ReadonlySet<string>;
  /**
   * How each folder looked when it was listed; it need not be listed again while it looks the same. One that was
   * changed too recently, or that holds an obstacle, has numbers that no folder has.
   */
  readonly listed: ReadonlyMap<string, FolderEntry>;
  /** Symbolic links, which are never followed, and sockets, pipes and devices, which are never opened. */
  readonly obstacles: ReadonlyMap<string, ObstacleKind>;
  /** The id of the write that last completed here, or null when none is known. */
  readonly generation: string | null;
  /** What the caller gave with that write, if it wrote everything; else null. */
  readonly inputs: string | null;
  /** What the caller wanted to remember of that write. */
  readonly notes: string | null;
  /**
   * Whether every file of ours is exactly as that write left it, none is missing and none was added. With the same
   * {@linkcode Snapshot.inputs} there is nothing to do.
   */
  readonly untouched: boolean;
  /** How many files had to be read because the index did not know them. */
  readonly filesRead: number;
  /** How many folders had to be listed because the index did not know them. */
  readonly foldersRead: number;
  /** Whether an interrupted write is still to be completed, as only a reader without the lock can see. */
  readonly pending: boolean;
}
