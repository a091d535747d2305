/** A mistake as people read it. */
import type { LocatedDiagnostic } from "../diagnostic.ts";
import { printable } from "./printable.ts";
import { sourceExcerpt } from "./source_excerpt.ts";
import type { Style } from "./style.ts";

/** `services/backend.ts:21:14`, as editors and terminals open it. */
export function formatPlace({ origin, position }: LocatedDiagnostic): string {
  return `${printable(origin.file)}:${position.line}:${position.column}`;
}

/**
 * One line that tools can parse, `<file>:<line>:<column> <severity> <code> <message>`, then, indented, the source line
 * (where the source is given) and the fix.
 */
export function formatDiagnostic(diagnostic: LocatedDiagnostic, style: Style, source?: string): string {
  const { severity, code, message, fix, position } = diagnostic;
  const lines = [
    `${style.strong(formatPlace(diagnostic))} ${style[severity](severity)} ${code} ${printable(message)}`,
  ];
  const excerpt = source === undefined ? undefined : sourceExcerpt(source, position, style);
  if (excerpt !== undefined) lines.push(excerpt);
  if (fix !== undefined) lines.push(`  ${style.faint("fix:")} ${printable(fix)}`);
  return lines.join("\n");
}
