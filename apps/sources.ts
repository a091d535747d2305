import { createHash } from "node:crypto";
import { join } from "@std/path";

/** This folder, with the source of the three tiers. */
export const APPS = import.meta.dirname ?? "";

/**
 * The files below `names` in a folder, as paths relative to it, sorted.
 *
 * @param names files and folders.
 * @param wanted which of the files count; all by default.
 */
export function filesIn(
  folder: string,
  names: readonly string[],
  wanted: (path: string) => boolean = () => true,
): readonly string[] {
  const files = names.flatMap((name) =>
    Deno.statSync(join(folder, name)).isFile ? [name] : below(folder, name)
  );
  return files.filter(wanted).sort();
}

/** A hash over the paths and contents of files. */
export function fingerprint(folder: string, files: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of files) {
    const content = Deno.readFileSync(join(folder, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/** Copies files, with the folders that they are in. */
export function copyFiles(from: string, to: string, files: readonly string[]): void {
  for (const file of files) {
    Deno.mkdirSync(join(to, file, ".."), { recursive: true });
    Deno.copyFileSync(join(from, file), join(to, file));
  }
}

/** Makes a folder with the same files as another, without a second copy of their contents. */
export function linkTree(from: string, to: string): void {
  Deno.mkdirSync(to, { recursive: true });
  for (const { name, isDirectory, isSymlink } of Deno.readDirSync(from)) {
    const source = join(from, name);
    const target = join(to, name);
    if (isDirectory) linkTree(source, target);
    else if (isSymlink) Deno.symlinkSync(Deno.readLinkSync(source), target);
    else Deno.linkSync(source, target);
  }
}

function below(folder: string, name: string): readonly string[] {
  return [...Deno.readDirSync(join(folder, name))]
    .filter((each) => each.name !== "node_modules" && each.name !== "__pycache__" && each.name !== ".next")
    .flatMap((each) => each.isDirectory ? below(folder, `${name}/${each.name}`) : [`${name}/${each.name}`]);
}
