/** What a plan finds where it wants to write: room, a folder to be made, or an obstacle. */
import type { FileTree } from "../tree/file_tree.ts";
import type { Conflict, ConflictKind } from "./conflict.ts";
import type { Replacement } from "./journal.ts";
import { foldersAbove, parentOf } from "./relative_path.ts";
import { onceInARow } from "../once_per.ts";
import type { Snapshot } from "./snapshot.ts";

interface Blocked {
  readonly kind: ConflictKind;
  readonly obstacle: string;
}

/** What a file finds where it is wanted: a folder that exists, one to be made, or what keeps it out. */
export type Room = "exists" | "missing" | Conflict;

type FolderState = Exclude<Room, Conflict> | Blocked;

/** Looks at each folder of the wanted tree once. */
export class Ground {
  readonly #snapshot: Snapshot;
  readonly #desired: FileTree;
  readonly #isStale: (path: string) => boolean;
  readonly #folders = new Map<string, FolderState>();
  readonly #newDirectories: string[] = [];
  readonly #replaced: Replacement[] = [];
  // Files come folder by folder.
  readonly #folderOnce = onceInARow((path: string) => this.#folder(path));

  /**
   * Looks at nothing yet.
   *
   * @param snapshot What is on the disk.
   * @param desired What is wanted.
   * @param isStale Whether the plan deletes a file.
   */
  constructor(snapshot: Snapshot, desired: FileTree, isStale: (path: string) => boolean) {
    this.#snapshot = snapshot;
    this.#desired = desired;
    this.#isStale = isStale;
  }

  /** What a wanted file finds. */
  roomFor(path: string): Room {
    const folder = this.#folderOnce(parentOf(path));
    if (typeof folder !== "string") return { path, ...folder };
    const blocked = this.#blockedFile(path);
    return blocked === undefined ? folder : { path, ...blocked };
  }

  /** Folders that do not exist yet, without those inside them. */
  newDirectories(): readonly string[] {
    return this.#newDirectories;
  }

  /** Files to delete before something else can have their place. */
  replaced(): readonly Replacement[] {
    return this.#replaced;
  }

  /** Whether wanted files lie in a folder. */
  isWantedFolder(path: string): boolean {
    return this.#folders.has(path);
  }

  /** Every folder that wanted files lie in. */
  wantedFolders(): Iterable<string> {
    return this.#folders.keys();
  }

  #folder(path: string): FolderState {
    if (path === "") return "exists";
    const known = this.#folders.get(path);
    if (known !== undefined) return known;
    const state = this.#look(path);
    this.#folders.set(path, state);
    return state;
  }

  #look(path: string): FolderState {
    const above = this.#folder(parentOf(path));
    if (typeof above !== "string") return above;
    if (this.#desired.has(path)) return { kind: "file", obstacle: path };
    if (above === "missing") return "missing";
    if (this.#snapshot.directories.has(path)) return "exists";
    const obstacle = this.#snapshot.obstacles.get(path);
    if (obstacle !== undefined) return { kind: obstacle, obstacle: path };
    const file = this.#snapshot.files.get(path);
    if (file !== undefined) {
      if (!this.#isStale(path)) return { kind: file.checksum === null ? "foreign" : "file", obstacle: path };
      this.#replaced.push({ path, by: path });
    }
    this.#newDirectories.push(path);
    return "missing";
  }

  #blockedFile(path: string): Blocked | undefined {
    const entry = this.#snapshot.files.get(path);
    if (entry !== undefined) return entry.checksum === null ? { kind: "foreign", obstacle: path } : undefined;
    const obstacle = this.#snapshot.obstacles.get(path);
    if (obstacle !== undefined) return { kind: obstacle, obstacle: path };
    if (this.#snapshot.directories.has(path)) return this.#clearFolder(path);
    return undefined;
  }

  // A file can take a folder's place when all that the folder holds are files to be deleted.
  #clearFolder(path: string): Blocked | undefined {
    const inside = (other: string) => other.startsWith(`${path}/`);
    const files = [...this.#snapshot.files.keys()].filter(inside).sort();
    const emptied = new Set([path, ...files.flatMap((file) => [...foldersAbove(file)])]);
    const folders = [path, ...[...this.#snapshot.directories].filter(inside)];
    const clear = files.length > 0 && files.every(this.#isStale) &&
      folders.every((folder) => emptied.has(folder)) &&
      ![...this.#snapshot.obstacles.keys()].some(inside);
    if (!clear) return { kind: "directory", obstacle: path };
    this.#replaced.push(...files.map((file) => ({ path: file, by: path })));
    return undefined;
  }
}
