/** Which version of the generator this is, by its own source. */
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";

function sources(folder: string): readonly string[] {
  const found: string[] = [];
  for (const entry of Deno.readDirSync(folder)) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) found.push(...sources(path));
    else if (entry.name.endsWith(".ts")) found.push(path);
  }
  return found.sort();
}

/** A hash of every module in `lib/`: two generators with the same one render the same bytes. */
export function sourceVersion(): string {
  const hash = createHash("sha256").update(Deno.version.deno);
  for (const path of sources(fileURLToPath(import.meta.resolve("../")).replace(/\/$/, ""))) {
    hash.update(Deno.readFileSync(path));
  }
  return hash.digest("hex");
}
