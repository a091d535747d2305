/** Writes the files of a staging; runs in the main thread and in a worker alike. */

/** Files to stage: the text of each is at the same place in the other list. */
export interface StageRequest {
  /** The folder they are staged below. */
  readonly base: string;
  /** Relative to it. */
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

/**
 * Writes files and the folders they need: 0644 and 0755, whatever the umask.
 *
 * @throws The file system's own error.
 */
export function stageFiles({ base, paths, texts }: StageRequest): StagedFiles {
  const sizes: number[] = [];
  const modified: number[] = [];
  const inodes: number[] = [];
  const folders = new Set<string>([""]);
  for (const [index, path] of paths.entries()) {
    const at = `${base}/${path}`;
    makeFolder(base, path.slice(0, Math.max(0, path.lastIndexOf("/"))), folders);
    Deno.writeTextFileSync(at, texts[index]!, { mode: FILE_MODE });
    const { size, mtime, ino } = Deno.lstatSync(at);
    sizes.push(size);
    modified.push(mtime?.getTime() ?? 0);
    inodes.push(ino ?? 0);
  }
  return { sizes, modified, inodes };
}

/** Makes a folder that only its owner may change, whatever the umask; it may exist. */
export function makeDirectory(path: string): void {
  try {
    Deno.mkdirSync(path, { mode: FOLDER_MODE });
  } catch (error) {
    if (error instanceof Deno.errors.AlreadyExists) return;
    throw error;
  }
  if (((Deno.lstatSync(path).mode ?? FOLDER_MODE) & 0o777) !== FOLDER_MODE) Deno.chmodSync(path, FOLDER_MODE);
}

function makeFolder(base: string, folder: string, made: Set<string>): void {
  if (made.has(folder)) return;
  makeFolder(base, folder.slice(0, Math.max(0, folder.lastIndexOf("/"))), made);
  makeDirectory(`${base}/${folder}`);
  made.add(folder);
}
