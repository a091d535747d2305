/** Where a value of the catalogue is written, whichever file that is in. */
import { posix } from "@std/path";
import type { Position, ValuePath } from "../../diagnostic.ts";
import { findValue } from "./find_value.ts";
import { Resolver } from "./resolver.ts";
import { defaultExport, fileOf, fileScope, lookUp, type Place } from "./scope.ts";
import { parseSource, rangeOf } from "./source_file.ts";

/** A place in a file. */
export interface InputPlace extends Position {
  /** Relative to the repository's root: `services/_shared/limits.ts`. */
  readonly file: string;
}

/** Files that import each other in a circle end here. */
const deepest = 16;

/**
 * Finds the value at a path of a file's default export, and follows it into the files that this one imports. Where it
 * can't be followed to its end, this is the nearest place in the file itself, at worst its first character.
 *
 * @param read Reads a file by its path relative to the root; undefined where there is none.
 */
export function findInput(
  file: string,
  path: ValuePath,
  read: (file: string) => string | undefined,
): InputPlace {
  const resolver = new Resolver();
  const exported = (from: string, name: string, depth: number): Place | undefined => {
    const source = parseSource(read(from) ?? "");
    if (source === undefined || depth > deepest) return undefined;
    const scope = fileScope(
      from,
      source.statements,
      resolver.read,
      (specifier, imported) => exported(posix.join(posix.dirname(from), specifier), imported, depth + 1),
    );
    return name === "default" ? defaultExport(source, scope) : lookUp(scope, name);
  };
  let place = exported(file, "default", 0);
  for (const step of path) place &&= resolver.read(place, step);
  const found = place && resolver.settle(place);
  const written = found && fileOf(found.scope);
  const source = found?.sure && written !== undefined ? parseSource(read(written) ?? "") : undefined;
  if (found !== undefined && written !== undefined && source !== undefined) {
    return { file: written, ...source.positionAt(rangeOf(found.node).start) };
  }
  const { line, column } = findValue(read(file) ?? "", path) ?? { line: 1, column: 1 };
  return { file, line, column };
}
