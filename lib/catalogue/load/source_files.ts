/** The files that a catalogue's values are made from. */
import { join } from "@std/path";
import { resolveImport } from "./reachable.ts";
import { selfContainedImports } from "./self_contained.ts";

/** What a catalogue file imports from the generator. */
const catalogue = "@3rvision/catalogue";

// Not `.tsx`: quotes in its text can't be told from those of strings.
const program = /\.[cm]?[jt]s$/;
const data = /\.json$/;

/**
 * Files and all that they import, relative to the root; undefined where a value may depend on anything else, or a file
 * can't be read.
 */
export function sourceFiles(root: string, files: readonly string[]): readonly string[] | undefined {
  const found = new Set(files);
  for (const file of found) {
    if (data.test(file)) continue;
    const specifiers = program.test(file) ? importsOf(join(root, file)) : undefined;
    if (specifiers === undefined) return undefined;
    for (const specifier of specifiers) {
      if (specifier === catalogue) continue;
      const imported = resolveImport(file, specifier);
      if (imported === undefined || imported.startsWith("../")) return undefined;
      found.add(imported);
    }
  }
  return [...found];
}

function importsOf(path: string): readonly string[] | undefined {
  try {
    return selfContainedImports(Deno.readTextFileSync(path));
  } catch {
    return undefined;
  }
}
