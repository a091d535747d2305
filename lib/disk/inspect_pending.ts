/** What became, since a write was interrupted, of the paths it still has to write or delete. */
import { readHeader } from "../tree/header.ts";
import type { Conflict, ConflictKind } from "./conflict.ts";
import type { Journal } from "./journal.ts";
import { stagingOf } from "./layout.ts";
import { lookAt } from "./look_at.ts";
import { foldersAbove } from "./relative_path.ts";
import { walk } from "./walk.ts";

/** Paths are relative to the tree's root. */
export interface Pending {
  /** What came in the way. */
  readonly conflicts: readonly Conflict[];
  /** Files to be deleted that are no longer ours. */
  readonly kept: ReadonlySet<string>;
  /** Files to be overwritten or deleted that somebody edited, sorted. */
  readonly handEdited: readonly string[];
  /** Staged files that are not as they were written, sorted. */
  readonly damaged: readonly string[];
}

interface Target {
  readonly kind: "free" | "ours" | "handEdited" | ConflictKind;
  /** The path itself, or one of its folders. */
  readonly at: string;
}

/** Looks at every path that a journal still has to touch; changes nothing. */
export function inspectPending(root: string, journal: Journal): Pending {
  const { tree } = stagingOf(root, journal.id);
  const conflicts: Conflict[] = [];
  const handEdited: string[] = [];
  const damaged: string[] = [];
  const look = targets(root);
  const cleared = new Set(journal.replaced.map(({ by }) => by));

  const consider = (path: string, by: string): void => {
    const { kind, at } = look(path);
    if (kind === "handEdited") handEdited.push(path);
    else if (kind !== "free" && kind !== "ours" && !(isCleared(kind) && cleared.has(at))) {
      conflicts.push({ kind, path: by, obstacle: at });
    }
  };
  walk(tree, null, {
    file(path, at) {
      const header = readHeader(path, Deno.readTextFileSync(at));
      if (header.kind === "foreign" || !header.intact) damaged.push(path);
      consider(path, path);
      return true;
    },
  });
  for (const { path, by } of journal.replaced) if (lookAt(`${tree}/${by}`) !== undefined) consider(path, by);

  const kept = new Set<string>();
  for (const path of journal.deletes) {
    const { kind } = look(path);
    if (kind === "handEdited") handEdited.push(path);
    else if (kind !== "free" && kind !== "ours") kept.add(path);
  }
  return { conflicts, kept, handEdited: handEdited.sort(), damaged: damaged.sort() };
}

// What is in the way of the replacing path, and is looked at by itself.
function isCleared(kind: Target["kind"]): boolean {
  return kind === "directory" || kind === "file";
}

function targets(root: string): (path: string) => Target {
  const folders = new Map<string, Deno.FileInfo | undefined>();
  const folderAt = (path: string): Deno.FileInfo | undefined => {
    if (!folders.has(path)) folders.set(path, lookAt(`${root}/${path}`));
    return folders.get(path);
  };
  return (path) => {
    for (const folder of [...foldersAbove(path)].reverse()) {
      const found = folderAt(folder);
      if (found?.isDirectory === true) continue;
      // Nothing can be inside a folder that is missing.
      if (found === undefined) return { kind: "free", at: folder };
      return { kind: found.isSymlink ? "symbolicLink" : "file", at: folder };
    }
    const found = lookAt(`${root}/${path}`);
    return { kind: found === undefined ? "free" : kindOf(path, `${root}/${path}`, found), at: path };
  };
}

function kindOf(path: string, at: string, found: Deno.FileInfo): Target["kind"] {
  if (found.isSymlink) return "symbolicLink";
  if (found.isDirectory) return "directory";
  if (!found.isFile) return "special";
  if (found.size === 0) return "handEdited";
  const header = readHeader(path, Deno.readTextFileSync(at));
  if (header.kind === "foreign") return "foreign";
  return header.intact ? "ours" : "handEdited";
}
