/** Which files change, by name. */
import type { Change } from "./change.ts";
import { count } from "./count.ts";
import { printable } from "./printable.ts";
import type { Style } from "./style.ts";

/** The words before a file's name: of what was done, of what would be done, or of what is the matter with it. */
export type Wording = "done" | "planned" | "drift";

const words: Readonly<Record<Wording, Readonly<Record<Change["kind"], string>>>> = {
  done: { create: "created", update: "updated", delete: "deleted" },
  planned: { create: "create", update: "update", delete: "delete" },
  drift: { create: "missing", update: "outdated", delete: "left over" },
};

const paints: Readonly<Record<Change["kind"], "added" | "warning" | "removed">> = {
  create: "added",
  update: "warning",
  delete: "removed",
};

/** One line for each of the first files, and one that counts the others. */
export function listChanges(
  changes: readonly Change[],
  wording: Wording,
  style: Style,
  most: number,
): readonly string[] {
  const width = Math.max(...Object.values(words[wording]).map((word) => word.length));
  const lines = changes.slice(0, most).map(({ kind, path, editedByHand }) => {
    const word = style[paints[kind]](words[wording][kind].padEnd(width));
    return `  ${word} ${printable(path)}${editedByHand ? style.warning(" (edited by hand)") : ""}`;
  });
  const others = changes.length - lines.length;
  return others > 0 ? [...lines, style.faint(`  … and ${count(others, "other")}`)] : lines;
}
