/** A mistake that several files can lead to. */
import type { Diagnostic, Position, ValuePath } from "../../diagnostic.ts";
import type { LoadCode } from "./codes.ts";

/** A mistake, before those that are one are joined. */
export interface Finding {
  /** Which mistake it is. */
  readonly code: LoadCode;
  /** Where the mistake is. */
  readonly file: string;
  /** The value in the file's default export; none for the whole file. */
  readonly path?: ValuePath;
  /** Where it is, for mistakes that a parser or a stack trace locates. */
  readonly position?: Position;
  /** One sentence without a full stop. */
  readonly message: string;
  /** What to do about it, imperative, without a full stop. */
  readonly fix?: string;
  /** How the collected file leads to a mistake in another file: `imported by services/backend.ts`. */
  readonly via?: string;
}

function keyOf({ code, file, path, position, message }: Finding): string {
  return JSON.stringify([code.code, file, path, position, message]);
}

function suffix(via: readonly string[]): string {
  if (via.length === 0) return "";
  const more = via.length - 1;
  return `, ${via[0]}` + (more === 0 ? "" : more === 1 ? " and one more" : ` and ${more} more`);
}

/** Joins the findings that are one mistake, in the order of the first of each. */
export function toDiagnostics(findings: readonly Finding[]): readonly Diagnostic[] {
  const joined = new Map<string, { readonly finding: Finding; readonly via: string[] }>();
  for (const finding of findings) {
    const key = keyOf(finding);
    const entry = joined.get(key) ?? { finding, via: [] };
    if (finding.via !== undefined) entry.via.push(finding.via);
    joined.set(key, entry);
  }
  return [...joined.values()].map(({ finding: { code, file, path = [], position, message, fix }, via }) => ({
    code: code.code,
    severity: "error",
    origin: { file, path },
    message: message + suffix(via),
    ...(fix === undefined ? {} : { fix }),
    ...(position === undefined ? {} : { position }),
  }));
}
