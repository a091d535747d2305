/** Which version of the catalogue this is, by the looks of its files. */
import { join } from "@std/path";
import { collectGroups, groupNames } from "../catalogue/load/groups.ts";
import { sourceFiles } from "../catalogue/load/source_files.ts";
import { looksOf } from "./looks.ts";

/** A version of the catalogue: while its files look the same, evaluating them gives the same values. */
export interface CatalogueVersion {
  /** Files that aren't collected but imported; relative to the root. */
  readonly helpers: readonly string[];
  /** A hash of how they and all collected files look. */
  readonly looks: string;
}

/** What says how imports are resolved. */
const configuration = ["deno.json", "deno.lock"];

function collect(root: string) {
  const { groups, diagnostics } = collectGroups(root);
  return { files: groupNames.flatMap((group) => groups[group]), warnings: diagnostics };
}

type Collection = ReturnType<typeof collect>;

function looks(
  root: string,
  { files, warnings }: Collection,
  { helpers, since }: { readonly helpers: readonly string[]; readonly since: number },
): string | null {
  try {
    const paths = [...configuration, ...files, ...helpers].map((file) => join(root, file));
    const found = looksOf(paths, since);
    // What was found in a folder and isn't collected has no looks, but is warned of.
    return found === null || warnings.length === 0 ? found : `${found} ${JSON.stringify(warnings)}`;
  } catch {
    return null;
  }
}

/**
 * The version of the catalogue below a root, which is an absolute path; null where its values may depend on more than
 * the text of its files, or one of them was changed just now.
 *
 * @param since When the catalogue began to be evaluated, in milliseconds since 1970.
 */
export function catalogueVersion(root: string, since: number): CatalogueVersion | null {
  const collected = collect(root);
  const sources = sourceFiles(root, collected.files);
  if (sources === undefined) return null;
  const helpers = sources.slice(collected.files.length);
  const found = looks(root, collected, { helpers, since });
  return found === null ? null : { helpers, looks: found };
}

/** Whether the catalogue below a root is still the version that is known. */
export function isCatalogueVersion(root: string, known: CatalogueVersion): boolean {
  return looks(root, collect(root), { helpers: known.helpers, since: Date.now() }) === known.looks;
}
