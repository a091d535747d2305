/** Places in stack traces and in what Deno says of modules. */
import { fileURLToPath } from "node:url";
import type { Position } from "../../diagnostic.ts";
import { fileBelow } from "./file_url.ts";

/** A place in a file of the repository. */
export interface Frame {
  /** Relative to the root. */
  readonly file: string;
  /** Columns count UTF-16 code units. */
  readonly position: Position;
}

const library = fileURLToPath(new URL("../../", import.meta.url));
const escapes = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");
const place = /\bat (?:async )?(?:.*\()?(file:\/\/.*?):(\d+):(\d+)\)?$/;

/** A text without colours. */
export function withoutColours(text: string): string {
  return text.replace(escapes, "");
}

function framesIn(text: string, pathOf: (url: string) => string, root: string): readonly Frame[] {
  return withoutColours(text).split("\n").flatMap((line) => {
    const [, url, row, column] = place.exec(line) ?? [];
    const path = url === undefined ? undefined : pathOf(url);
    if (path === undefined || path.startsWith(library)) return [];
    const file = fileBelow(root, path);
    return file === undefined ? [] : [{ file, position: { line: Number(row), column: Number(column) } }];
  });
}

/**
 * The places of a stack trace in the order it names them, without those in the generator itself. Deno writes paths in
 * them without the escapes of a URL.
 */
export function framesOf(root: string, stack: string): readonly Frame[] {
  return framesIn(stack, (url) => url.slice("file://".length).replace(/\?v=\d+$/, ""), root);
}

/** The places in what Deno says of modules that it can't load. They are URLs with their escapes. */
export function framesOfLoader(root: string, message: string): readonly Frame[] {
  return framesIn(message, (url) => fileURLToPath(url.replace(/\?v=\d+$/, "")), root);
}
