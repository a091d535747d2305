/** Catalogue files as URLs and back. */
import { isAbsolute, join, relative, sep } from "@std/path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** The URL of a file relative to the root. */
export function fileUrl(root: string, file: string): string {
  return pathToFileURL(isAbsolute(file) ? file : join(root, file)).href;
}

/** A path relative to the root, with `/`; undefined for any that isn't below the root. */
export function fileBelow(root: string, path: string): string | undefined {
  const below = relative(root, path);
  if (below === "" || below.startsWith("..") || isAbsolute(below)) return undefined;
  return below.split(sep).join("/");
}

/** A file's URL (query and all) as a path relative to the root; undefined for any that isn't below the root. */
export function fileOfUrl(root: string, url: string): string | undefined {
  return url.startsWith("file://") ? fileBelow(root, fileURLToPath(url.replace(/[?#].*$/, ""))) : undefined;
}
