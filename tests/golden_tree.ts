/** Rendered trees as they are kept in `tests/golden/`, and how two of them differ. */
import type { FileTree } from "../lib/tree/file_tree.ts";
import { fileDifference } from "../lib/report/file_difference.ts";

/** What stands before each file of a folder: a line that YAML reads as the start of a document. */
const separator = /^--- # (\S+\.yaml)\n/gm;

/**
 * The golden files of a tree. The YAML files of a folder stand in one, a document each, so that hundreds of small files
 * are read and reviewed as dozens: `base/web/service.yaml` is a document of `base/web.yaml`. Any other file stands as
 * it is.
 */
export function bundle(tree: FileTree): FileTree {
  const bundles = new Map<string, string>();
  for (const [path, text] of [...tree].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const slash = path.lastIndexOf("/");
    if (!path.endsWith(".yaml")) {
      bundles.set(path, text);
      continue;
    }
    if (text.match(separator) !== null || !text.endsWith("\n")) {
      throw new Error(`Cannot keep ${JSON.stringify(path)} in a golden file: it would not be read back`);
    }
    const file = `${path.slice(0, slash)}.yaml`;
    bundles.set(file, `${bundles.get(file) ?? ""}--- # ${path.slice(slash + 1)}\n${text}`);
  }
  return bundles;
}

/** The tree of golden files: what {@linkcode bundle} was given. */
export function unbundle(bundles: FileTree): FileTree {
  const tree = new Map<string, string>();
  for (const [path, text] of bundles) {
    if (!path.endsWith(".yaml")) {
      tree.set(path, text);
      continue;
    }
    const folder = path.slice(0, -".yaml".length);
    const [before, ...documents] = text.split(separator);
    if (before !== "") {
      throw new Error(`Cannot read ${JSON.stringify(path)}: it does not begin with a file's name`);
    }
    for (let index = 0; index < documents.length; index += 2) {
      tree.set(`${folder}/${documents[index]}`, documents[index + 1]!);
    }
  }
  return tree;
}

/** Every file below a folder with its text; nothing where the folder doesn't exist. */
export function readTree(folder: string): FileTree {
  const tree = new Map<string, string>();
  const walk = (below: string) => {
    for (const entry of Deno.readDirSync(`${folder}/${below}`)) {
      if (entry.name.startsWith(".")) continue;
      if (entry.isDirectory) walk(`${below}${entry.name}/`);
      else tree.set(`${below}${entry.name}`, Deno.readTextFileSync(`${folder}/${below}${entry.name}`));
    }
  };
  try {
    walk("");
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return tree;
}

/** How many files that differ are shown, and how many lines of each. */
const shownFiles = 5;
const shownLines = 30;

/** How what is rendered differs from what is kept: every file's name, and the first files' lines. Empty: not at all. */
export function treeDifference(kept: FileTree, rendered: FileTree): string {
  const lines: string[] = [];
  const paths = [...new Set([...kept.keys(), ...rendered.keys()])].sort();
  const different = paths.filter((path) => kept.get(path) !== rendered.get(path));
  for (const path of different) {
    const how = !kept.has(path) ? "extra" : !rendered.has(path) ? "missing" : "different";
    lines.push(`${how}: ${path}`);
  }
  for (const path of different.slice(0, shownFiles)) {
    const difference = fileDifference({ path, before: kept.get(path), after: rendered.get(path) });
    lines.push("", ...difference.lines.slice(0, shownLines));
    if (difference.lines.length > shownLines) {
      lines.push(`… ${difference.lines.length - shownLines} more lines`);
    }
  }
  if (different.length > shownFiles) lines.push("", `… ${different.length - shownFiles} more files`);
  return lines.join("\n");
}
