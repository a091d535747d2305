/** Paths in a container. */

/** The path without slashes at its end; the root is empty. */
export function withoutLastSlash(path: string): string {
  return path.replace(/\/+$/, "");
}

/** Whether a path is a directory or lies in it. */
export function isWithin(path: string, directory: string): boolean {
  const [inner, outer] = [withoutLastSlash(path), withoutLastSlash(directory)];
  return inner === outer || inner.startsWith(`${outer}/`);
}
