/** How files look to the file system: as long as they look the same, nobody has changed them. */
import { createHash } from "node:crypto";

/**
 * A hash of how files look, or that they aren't there; null where one was changed so recently that another change might
 * not show.
 *
 * @param since When whoever asks began to read them, in milliseconds since 1970.
 * @throws {Error} One can't be looked at.
 */
export function looksOf(paths: Iterable<string>, since: number): string | null {
  // Every change renews the ctime, and Deno tells that in whole seconds: in the second of a change another may follow.
  const settled = Math.floor(since / 1000) * 1000;
  let all = Deno.version.deno;
  for (const path of paths) {
    const found = lookAt(path);
    if (found === undefined) {
      all += `\0${path}\0absent`;
      continue;
    }
    const { size, ino, mtime, ctime } = found;
    if (ctime === null || ctime.getTime() >= settled) return null;
    all += `\0${path}\0${size} ${ino} ${mtime?.getTime()} ${ctime.getTime()}`;
  }
  return createHash("sha256").update(all).digest("hex");
}

function lookAt(path: string): Deno.FileInfo | undefined {
  try {
    return Deno.statSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
