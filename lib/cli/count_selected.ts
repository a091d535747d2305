/** Counts the files of a tree that is as it should be. */
import type { Snapshot } from "../disk/snapshot.ts";
import { isWhole, requireKnown, type Selection, selects } from "./selection.ts";

/** How many of our files are in the selected part of a tree that is known to be as the catalogue says. */
export function countSelected({ files }: Snapshot, selection: Selection): number {
  if (!isWhole(selection)) requireKnown(selection, files.keys());
  let count = 0;
  for (const [path, { checksum }] of files) {
    if (checksum !== null && selects(selection, path)) count++;
  }
  return count;
}
