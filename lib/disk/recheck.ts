/** A last look before the commit point: is everything still as planned, and may it all be written? */
import { DiskError, systemCode, toDiskError } from "./errors.ts";
import { STATE } from "./layout.ts";
import { lookAt } from "./look_at.ts";
import type { Plan } from "./plan.ts";
import { parentOf } from "./relative_path.ts";
import type { FileEntry } from "./snapshot.ts";

const PROBE = ".generate-probe";

/**
 * Makes sure that nothing has changed where a plan writes since the tree was read, and that every folder it writes in
 * can be written: past the commit point either would leave the write half done.
 *
 * @param root The tree's root.
 * @param plan What is to be done.
 * @param probe A path of the write's own, on the root's file system, where nothing is yet.
 * @throws {DiskError} `changed` when something is no longer as it was read, or why a folder cannot be written.
 */
export function recheck(root: string, plan: Plan, probe: string): void {
  const edited = [...plan.updates.map(({ path }) => path), ...plan.deletes];
  for (const path of edited) {
    if (!isAsRead(plan.snapshot.files.get(path)!, lookAt(`${root}/${path}`))) {
      throw changed(`${root}/${path}`);
    }
  }
  const cleared = new Set(plan.replaced.map(({ by }) => by));
  const added = [...plan.newDirectories, ...plan.loose];
  for (const path of added) {
    if (!cleared.has(path) && lookAt(`${root}/${path}`) !== undefined) throw changed(`${root}/${path}`);
  }
  const folders = new Set([...edited, ...added].map(parentOf));
  checkFolders(root, folders);
  tryMoving(root, folders, probe);
}

function isAsRead(entry: FileEntry, found: Deno.FileInfo | undefined): boolean {
  return found?.isFile === true && found.size === entry.size && found.mtime?.getTime() === entry.modified &&
    (found.ino ?? 0) === entry.inode;
}

function checkFolders(root: string, folders: Iterable<string>): void {
  const checked = new Set<string>();
  for (const folder of folders) {
    for (let above = folder; above !== "" && !checked.has(above); above = parentOf(above)) {
      checked.add(above);
      if (lookAt(`${root}/${above}`)?.isDirectory !== true) throw changed(`${root}/${above}`);
    }
  }
}

const REFUSED_BY_TARGET: ReadonlySet<string> = new Set(["ENOTDIR", "ENOTEMPTY", "EEXIST"]);

// Nothing but a move tells whether a move will do: permissions, read-only mounts and other file systems refuse it. A
// folder cannot be moved onto a file, nor onto a folder that isn't empty, so this move never does anything: it is
// refused for that reason only where every other reason to refuse it is ruled out.
function tryMoving(root: string, folders: Iterable<string>, probe: string): void {
  Deno.mkdirSync(probe);
  for (const folder of folders) {
    const at = folder === "" ? root : `${root}/${folder}`;
    try {
      const target = immovableIn(at) ?? PROBE;
      Deno.renameSync(probe, `${at}/${target}`);
      // There was nothing to refuse it.
      Deno.renameSync(`${at}/${target}`, probe);
    } catch (error) {
      if (!REFUSED_BY_TARGET.has(systemCode(error) ?? "")) throw toDiskError(error, "write", at);
    }
  }
}

function immovableIn(folder: string): string | undefined {
  for (const { name, isDirectory } of Deno.readDirSync(folder)) {
    // The state is passed over, for the probe is inside it.
    if (name === STATE) continue;
    if (!isDirectory || !Deno.readDirSync(`${folder}/${name}`)[Symbol.iterator]().next().done) return name;
  }
  return undefined;
}

function changed(path: string): DiskError {
  return new DiskError({
    code: "changed",
    path,
    message: `Cannot write "${path}": somebody changed it while this ran`,
    remedy: "run again",
  });
}
