/** Writes the files of a staging; runs in the main thread and in others alike. */
import { parentOf } from "./relative_path.ts";

/** Files to stage: the text of each is at the same place in the other list. */
export interface StageRequest {
  /** Relative to the folder that they are staged below. */
  readonly paths: readonly string[];
  /** Whole texts, headers included. */
  readonly texts: readonly string[];
}

/** What is known of each staged file, in the order of the request. */
export interface StagedFiles {
  /** Bytes. */
  readonly sizes: readonly number[];
  /** Milliseconds since 1970. */
  readonly modified: readonly number[];
  /** Their numbers in the file system. */
  readonly inodes: readonly number[];
}

const FILE_MODE = 0o644;
const FOLDER_MODE = 0o755;
const PERMISSIONS = 0o777;

/** Stages files and the folders they need: 0644 and 0755, whatever the umask. */
export class Stager {
  readonly #base: string;
  readonly #folders = new Set([""]);

  /** Stages below a folder that exists when the first file comes. */
  constructor(base: string) {
    this.#base = base;
  }

  /**
   * Writes files; one that exists is overwritten.
   *
   * @throws The file system's own error.
   */
  stage({ paths, texts }: StageRequest): StagedFiles {
    const sizes: number[] = [];
    const modified: number[] = [];
    const inodes: number[] = [];
    for (const [index, path] of paths.entries()) {
      const at = `${this.#base}/${path}`;
      this.#makeFolder(parentOf(path));
      Deno.writeTextFileSync(at, texts[index]!);
      const { size, mtime, ino, mode } = Deno.lstatSync(at);
      // Given to `writeTextFileSync`, it would be set once more for every file, usual umask or not.
      if (mode !== null && (mode & PERMISSIONS) !== FILE_MODE) Deno.chmodSync(at, FILE_MODE);
      sizes.push(size);
      modified.push(mtime?.getTime() ?? 0);
      inodes.push(ino ?? 0);
    }
    return { sizes, modified, inodes };
  }

  #makeFolder(folder: string): void {
    if (this.#folders.has(folder)) return;
    this.#makeFolder(parentOf(folder));
    makeDirectory(`${this.#base}/${folder}`);
    this.#folders.add(folder);
  }
}

/** Makes a folder that only its owner may change, whatever the umask; it may exist. */
export function makeDirectory(path: string): void {
  try {
    Deno.mkdirSync(path, { mode: FOLDER_MODE });
  } catch (error) {
    if (error instanceof Deno.errors.AlreadyExists) return;
    throw error;
  }
  const { mode } = Deno.lstatSync(path);
  if (mode !== null && (mode & PERMISSIONS) !== FOLDER_MODE) Deno.chmodSync(path, FOLDER_MODE);
}
