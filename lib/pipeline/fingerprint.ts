/** One short text that stands for everything the output depends on. */
import { createHash } from "node:crypto";

/** A hash of the loaded values and of the generator's own version. Key order counts: it is the order in the output. */
export function fingerprint(
  version: string,
  values: readonly { readonly file: string; readonly value: unknown }[],
): string {
  const hash = createHash("sha256").update(version);
  for (const { file, value } of values) hash.update(`\0${file}\0${JSON.stringify(value)}`);
  return hash.digest("hex");
}
