/** Carries out what a journal says; may be interrupted anywhere and begun again. */
import { toDiskError } from "./errors.ts";
import type { Journal } from "./journal.ts";
import { layoutOf, stagingOf } from "./layout.ts";
import { isAbsence, lookAt } from "./look_at.ts";
import { parentOf } from "./relative_path.ts";
import { makeDirectory } from "./stage_files.ts";

/**
 * Brings a committed write to its end: every step is one system call that is either done or not, and a step that is
 * done already is passed over.
 *
 * @throws {DiskError} The file system refused a step; the journal stays, and the next run goes on from there.
 */
export function complete(root: string, journal: Journal): void {
  const staging = stagingOf(root, journal.id);
  const layout = layoutOf(root);
  let at = layout.journal;
  try {
    for (const { path, by } of journal.replaced) {
      if (lookAt(`${staging.tree}/${by}`) === undefined) continue;
      at = `${root}/${path}`;
      removeFile(at);
      removeEmptied(root, parentOf(path), (folder) => folder === by || folder.startsWith(`${by}/`));
    }
    for (const path of journal.directories) {
      at = `${root}/${path}`;
      moveDirectory(`${staging.tree}/${path}`, at);
    }
    for (const path of journal.files) {
      at = `${root}/${path}`;
      moveFile(`${staging.tree}/${path}`, at);
    }
    for (const path of journal.deletes) {
      at = `${root}/${path}`;
      removeFile(at);
      removeEmptied(root, parentOf(path), () => true);
    }
    at = layout.index;
    moveFile(staging.index, at);
    at = layout.journal;
    removeFile(at);
  } catch (error) {
    throw toDiskError(error, "write", at);
  }
}

function moveFile(from: string, to: string): void {
  try {
    Deno.renameSync(from, to);
  } catch (error) {
    if (!isAbsence(error)) throw error;
    if (lookAt(from) === undefined) return;
    // Somebody deleted the folder it belongs in.
    makeParents(to);
    Deno.renameSync(from, to);
  }
}

function moveDirectory(from: string, to: string): void {
  if (lookAt(from) === undefined) return;
  if (lookAt(to) === undefined) return moveFile(from, to);
  // Somebody made the folder meanwhile.
  for (const entry of [...Deno.readDirSync(from)]) {
    const move = entry.isDirectory ? moveDirectory : moveFile;
    move(`${from}/${entry.name}`, `${to}/${entry.name}`);
  }
}

function makeParents(path: string): void {
  const parent = parentOf(path);
  if (lookAt(parent) !== undefined) return;
  makeParents(parent);
  makeDirectory(parent);
}

function removeFile(path: string): void {
  try {
    Deno.removeSync(path);
  } catch (error) {
    if (!isAbsence(error)) throw error;
  }
}

// A folder that still holds anything refuses to go, which is how it is found out.
function removeEmptied(root: string, folder: string, mayGo: (folder: string) => boolean): void {
  for (let at = folder; at !== "" && mayGo(at); at = parentOf(at)) {
    const found = lookAt(`${root}/${at}`);
    if (found === undefined) continue;
    if (!found.isDirectory) return;
    try {
      Deno.removeSync(`${root}/${at}`);
    } catch {
      return;
    }
  }
}
