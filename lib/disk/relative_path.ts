/** Which relative paths may be written. */
import { STATE } from "./layout.ts";

const LONGEST_NAME = 255;
// deno-lint-ignore no-control-regex
const FORBIDDEN = /[\\\u0000-\u001f\u007f]/;
const BYTES = new TextEncoder();

// What nearly every path looks like; it need not be taken apart.
const PLAIN = /^[a-z0-9][a-z0-9-]{0,62}(\/[A-Za-z0-9][A-Za-z0-9.-]{0,62}){1,9}$/;

/**
 * Whether a path can be written below the root on every system: relative, with `/`, no empty name, no `.` or `..`, no
 * name above 255 bytes, no backslash or control character, and not in the folder of the state.
 */
export function isWritablePath(path: string): boolean {
  if (PLAIN.test(path)) return true;
  if (FORBIDDEN.test(path)) return false;
  const names = path.split("/");
  return names[0]!.toLowerCase() !== STATE && names.every(isWritableName);
}

/** The folder a path is in; empty for one at the root. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** The paths of the folders that a path is in, the nearest first, without the root. */
export function* foldersAbove(path: string): Generator<string> {
  for (let at = parentOf(path); at !== ""; at = parentOf(at)) yield at;
}

function isWritableName(name: string): boolean {
  if (name === "" || name === "." || name === "..") return false;
  return name.length * 3 <= LONGEST_NAME || BYTES.encode(name).length <= LONGEST_NAME;
}
