/** Where an import is written. */
import { positionIn } from "../locate/position_in.ts";
import { importsIn, reachable } from "./reachable.ts";
import type { Frame } from "./stack_frames.ts";

/** An import and its place. */
export interface PlacedImport extends Frame {
  /** As it is written, without its quotes. */
  readonly specifier: string;
}

/** The first import that matches in a file or in what it imports by relative paths. */
export function findImport(
  root: string,
  file: string,
  matches: (specifier: string, importer: string) => boolean,
): PlacedImport | undefined {
  for (const { file: importer, text } of reachable(root, file)) {
    const found = importsIn(text).find(({ specifier }) => matches(specifier, importer));
    if (found === undefined) continue;
    return { file: importer, position: positionIn(text)(found.start), specifier: found.specifier };
  }
  return undefined;
}
