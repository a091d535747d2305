/** What the catalogue says of changes, with the places where it says so. */
import { join } from "@std/path";
import type { Origin } from "../diagnostic.ts";
import type { Model } from "../model/types.ts";
import type { Policy } from "../plan/policy.ts";

/**
 * The policy of a catalogue that was loaded from below a root, with places as `services/backend.ts:12:5`.
 *
 * @param texts Of files that aren't on the disk as they were loaded. Default: none.
 */
export async function readPolicy(
  root: string,
  model: Model,
  texts: ReadonlyMap<string, string> = new Map(),
): Promise<Policy> {
  const [{ locate }, { policyOf }] = await Promise.all([
    import("../catalogue/locate/mod.ts"),
    import("../plan/mod.ts"),
  ]);
  const placeOf = ({ file, path }: Origin) => {
    const { line, column } = locate(texts.get(file) ?? Deno.readTextFileSync(join(root, file)), path);
    return `${file}:${line}:${column}`;
  };
  return policyOf(model, { today: new Date().toISOString().slice(0, 10), placeOf });
}
