/** Which version of the generator this is, by its own source. */
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { looksOf } from "./looks.ts";

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

function modules(folder: string): readonly string[] {
  const found: string[] = [];
  for (const entry of Deno.readDirSync(folder)) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) found.push(...modules(path));
    else if (entry.name.endsWith(".ts")) found.push(path);
  }
  return found.sort();
}

/**
 * Which version of the generator this is.
 *
 * @param known The version at an earlier time; it is taken over where everything looks as it did then.
 */
export function sourceVersion(known?: SourceVersion): SourceVersion {
  const found = modules(fileURLToPath(import.meta.resolve("../")).replace(/\/$/, ""));
  const looks = looksOf(found, Date.now());
  if (known !== undefined && known.looks !== null && known.looks === looks) return known;
  const hash = createHash("sha256").update(Deno.version.deno);
  for (const path of found) hash.update(Deno.readFileSync(path));
  return { version: hash.digest("hex"), looks };
}
