/** Which files of the repository a file needs. */
import { dirname, join } from "@std/path";

const importPattern = /\b(?:from|import)\s*\(?\s*(["'])([^"'\n]+)\1/g;

/** A file that was read. */
export interface ReachedFile {
  /** Relative to the root. */
  readonly file: string;
  /** What it says. */
  readonly text: string;
}

/** An import as it is written. */
export interface WrittenImport {
  /** What stands between the quotes. */
  readonly specifier: string;
  /** Where its quotes begin, in UTF-16 code units. */
  readonly start: number;
}

/** The imports of a text, seen without a parser: a comment may name one too many. */
export function importsIn(text: string): readonly WrittenImport[] {
  return [...text.matchAll(importPattern)].map((match) => ({
    specifier: match[2]!,
    start: match.index + match[0].length - match[2]!.length - 2,
  }));
}

/** The file that a relative path leads to, relative to the root; undefined for any other import. */
export function resolveImport(file: string, specifier: string): string | undefined {
  return /^\.{1,2}\//.test(specifier) ? join(dirname(file), specifier.replace(/[?#].*$/, "")) : undefined;
}

function readText(path: string): string | undefined {
  try {
    return Deno.readTextFileSync(path);
  } catch {
    return undefined;
  }
}

/** A file and everything that it imports by relative paths, the file first. What can't be read is left out. */
export function* reachable(root: string, file: string): Generator<ReachedFile> {
  const seen = new Set([file]);
  for (const next of seen) {
    const text = readText(join(root, next));
    if (text === undefined) continue;
    yield { file: next, text };
    for (const { specifier } of importsIn(text)) {
      const imported = resolveImport(next, specifier);
      if (imported !== undefined && !imported.startsWith("../")) seen.add(imported);
    }
  }
}
