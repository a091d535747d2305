/** Which version of the generator this is, by its own source. */
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";

/** A version of the generator, and how to see that it is still the same without reading all of it. */
export interface SourceVersion {
  /** A hash of every module in `lib/`: two generators with the same one render the same bytes. */
  readonly version: string;
  /**
   * A hash of how every module looks to the file system: while it is the same, so is the version. Null where a module
   * was changed so recently that another change might not show.
   */
  readonly looks: string | null;
}

interface Module {
  readonly path: string;
  readonly info: Deno.FileInfo;
}

function modules(folder: string): readonly Module[] {
  const found: Module[] = [];
  for (const entry of Deno.readDirSync(folder)) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) found.push(...modules(path));
    else if (entry.name.endsWith(".ts")) found.push({ path, info: Deno.statSync(path) });
  }
  return found.sort((a, b) => a.path < b.path ? -1 : 1);
}

// Every change renews the ctime, and Deno tells that in whole seconds: in the second of a change another may follow.
function looksOf(found: readonly Module[]): string | null {
  const now = Math.floor(Date.now() / 1000) * 1000;
  const hash = createHash("sha256").update(Deno.version.deno);
  for (const { path, info: { size, ino, mtime, ctime } } of found) {
    if (ctime === null || ctime.getTime() >= now) return null;
    hash.update(`\0${path}\0${size} ${ino} ${mtime?.getTime()} ${ctime.getTime()}`);
  }
  return hash.digest("hex");
}

/**
 * Which version of the generator this is.
 *
 * @param known The version at an earlier time; it is taken over where everything looks as it did then.
 */
export function sourceVersion(known?: SourceVersion): SourceVersion {
  const found = modules(fileURLToPath(import.meta.resolve("../")).replace(/\/$/, ""));
  const looks = looksOf(found);
  if (known !== undefined && known.looks !== null && known.looks === looks) return known;
  const hash = createHash("sha256").update(Deno.version.deno);
  for (const { path } of found) hash.update(Deno.readFileSync(path));
  return { version: hash.digest("hex"), looks };
}
