/** One short text that stands for everything the output depends on. */
import { createHash } from "node:crypto";
import type { Loaded } from "../catalogue/load/load_catalogue.ts";

/**
 * A hash of what was loaded, with what is to be said of it, and of the generator's own version. Key order counts: it is
 * the order in the output.
 */
export function fingerprint(version: string, { values, diagnostics }: Loaded): string {
  const hash = createHash("sha256").update(version).update(JSON.stringify(diagnostics));
  for (const { file, value } of values) hash.update(`\0${file}\0${JSON.stringify(value)}`);
  return hash.digest("hex");
}
