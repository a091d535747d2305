/** Gives every mistake a line and a column. */
import type { Diagnostic, LocatedDiagnostic, Position } from "../../diagnostic.ts";
import { schemaCodes } from "../schema_codes.ts";
import { locate, locateKey } from "./find_value.ts";

/** Mistakes in a name, not in what stands behind it. */
const aboutKeys: ReadonlySet<string> = new Set([schemaCodes.unknownField.code, schemaCodes.wrongName.code]);

const start: Position = { line: 1, column: 1 };

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function compare(left: LocatedDiagnostic, right: LocatedDiagnostic): number {
  return compareText(left.origin.file, right.origin.file) ||
    left.position.line - right.position.line ||
    left.position.column - right.position.column ||
    compareText(left.code, right.code) ||
    compareText(left.message, right.message);
}

function place(diagnostic: Diagnostic, text: string | undefined): Position {
  if (diagnostic.position !== undefined) return diagnostic.position;
  if (text === undefined) return start;
  const { line, column } = (aboutKeys.has(diagnostic.code) ? locateKey : locate)(
    text,
    diagnostic.origin.path,
  );
  return { line, column };
}

/**
 * Finds the place of every mistake and sorts them by file, line, column and code. A file that can't be read or
 * followed has its mistakes at its first character. `readSource` may throw.
 */
export function locateDiagnostics(
  diagnostics: readonly Diagnostic[],
  readSource: (file: string) => string,
): readonly LocatedDiagnostic[] {
  const texts = new Map<string, string | undefined>();
  const read = (file: string): string | undefined => {
    try {
      return readSource(file);
    } catch {
      return undefined;
    }
  };
  return diagnostics.map((diagnostic) => {
    const { file } = diagnostic.origin;
    if (diagnostic.position === undefined && !texts.has(file)) texts.set(file, read(file));
    return { ...diagnostic, position: place(diagnostic, texts.get(file)) };
  }).sort(compare);
}
