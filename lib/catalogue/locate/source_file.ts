/** A catalogue file's text as a syntax tree. */
import { parse } from "@babel/parser";
import type { Position } from "../../diagnostic.ts";
import { positionIn } from "./position_in.ts";

/** A module. */
export type Program = ReturnType<typeof parse>["program"];
/** A statement at the top level or in a function's body. */
export type Statement = Program["body"][number];
/** Anything that has a value. */
export type Expression = Extract<Statement, { type: "ExpressionStatement" }>["expression"];

/** A range of a text in UTF-16 code units, as {@linkcode String.prototype.slice} takes it. */
export interface Range {
  /** The first one. */
  readonly start: number;
  /** The one after the last. */
  readonly end: number;
}

/** A parsed text. */
export interface SourceFile {
  /** The top level. */
  readonly statements: readonly Statement[];
  /** The line and column of a code unit. */
  positionAt(offset: number): Position;
}

/** How many texts are kept parsed: mistakes come file by file. */
const kept = 32;
const cache = new Map<string, SourceFile | undefined>();

function parsed(text: string): SourceFile | undefined {
  try {
    const { program } = parse(text, {
      sourceType: "module",
      plugins: ["typescript", "decorators"],
      errorRecovery: true,
      attachComment: false,
    });
    return { statements: program.body, positionAt: positionIn(text) };
  } catch {
    return undefined;
  }
}

/** Parses a text; undefined where it is no TypeScript. The last few texts are remembered. */
export function parseSource(text: string): SourceFile | undefined {
  if (cache.has(text)) return cache.get(text);
  const file = parsed(text);
  const oldest = cache.keys().next();
  if (cache.size >= kept && !oldest.done) cache.delete(oldest.value);
  cache.set(text, file);
  return file;
}

/** The range of a syntax node. */
export function rangeOf(node: { readonly start?: number | null; readonly end?: number | null }): Range {
  return { start: node.start ?? 0, end: node.end ?? 0 };
}
