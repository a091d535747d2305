/** Walks what a reader should see of the tree, never following a symbolic link. */
import { DiskError, toDiskError } from "./errors.ts";
import type { Journal } from "./journal.ts";
import { stagingOf, STATE } from "./layout.ts";
import { isAbsence } from "./look_at.ts";
import type { ObstacleKind } from "./snapshot.ts";

/** What is in a folder that holds nothing but files and folders; paths relative to the root. */
export interface FolderContents {
  /** The files. */
  readonly files: readonly string[];
  /** The folders. */
  readonly folders: readonly string[];
}

/** What is told of the tree. A path is relative to the root, `at` is where it is now. */
export interface Visitor {
  /**
   * A regular file.
   *
   * @returns False when it was no longer there; it is then looked for again where it was moved to.
   */
  file(path: string, at: string): boolean;
  /**
   * What is in a folder, where that is known without listing it; asked before a folder is listed.
   *
   * @returns Undefined where it has to be listed.
   */
  contents?(path: string, at: string): FolderContents | undefined;
  /** A folder. */
  directory?(path: string): void;
  /** Neither a file nor a folder. */
  obstacle?(path: string, kind: ObstacleKind): void;
}

/**
 * Shows a visitor the tree.
 *
 * A write past its commit point counts as done: its staged files hide those in the tree, and what it is to delete is
 * left out. Staged files come first, so that one which is moved into the tree meanwhile is found there afterwards.
 *
 * @param root The tree's root; nothing is shown when it does not exist.
 * @param journal That write, if any.
 * @throws {DiskError} The root is not a folder, or something cannot be read.
 */
export function walk(root: string, journal: Journal | null, visitor: Visitor): void {
  if (!isDirectory(root)) return;
  if (journal === null) {
    walkFolder(root, "", visitor);
    return;
  }
  const seen = new Set<string>([...journal.deletes, ...journal.replaced.map(({ path }) => path)]);
  const staged: Visitor = {
    ...visitor,
    file(path, at) {
      const found = visitor.file(path, at);
      if (found) seen.add(path);
      return found;
    },
  };
  walkFolder(stagingOf(root, journal.id).tree, "", staged);
  walkFolder(root, "", { ...visitor, file: (path, at) => !seen.has(path) && visitor.file(path, at) });
}

/**
 * Whether there is a folder at the root of a tree.
 *
 * @throws {DiskError} There is something else.
 */
export function isDirectory(root: string): boolean {
  let found: Deno.FileInfo;
  try {
    found = Deno.lstatSync(root);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw toDiskError(error, "read", root);
  }
  if (found.isDirectory) return true;
  const what = found.isSymlink ? "a symbolic link" : "not a folder";
  throw new DiskError({
    code: "notADirectory",
    path: root,
    message: `Cannot use "${root}": it is ${what}`,
    remedy: `move "${root}" away, or delete it, and run again`,
  });
}

function walkFolder(base: string, start: string, visitor: Visitor): void {
  const folders = [start];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const at = folder === "" ? base : `${base}/${folder}`;
    try {
      const contents = visitor.contents?.(folder, at);
      if (contents !== undefined) {
        for (const path of contents.files) visitor.file(path, `${base}/${path}`);
        for (const path of contents.folders) {
          visitor.directory?.(path);
          folders.push(path);
        }
        continue;
      }
      for (const entry of Deno.readDirSync(at)) {
        const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
        if (path === STATE) continue;
        if (entry.isFile) visitor.file(path, `${base}/${path}`);
        else if (entry.isDirectory) {
          visitor.directory?.(path);
          folders.push(path);
        } else visitor.obstacle?.(path, entry.isSymlink ? "symbolicLink" : "special");
      }
    } catch (error) {
      // A folder may go, or be moved to its place, while the tree is walked.
      if (isAbsence(error)) continue;
      throw toDiskError(error, "read", at);
    }
  }
}
