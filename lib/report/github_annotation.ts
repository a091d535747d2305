/** A mistake as GitHub Actions shows it beside the line in a pull request. */
import type { LocatedDiagnostic } from "../diagnostic.ts";
import type { Change } from "./change.ts";

const escapeData = (text: string) =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const escapeProperty = (text: string) => escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

/**
 * One workflow command, `::error file=services/backend.ts,line=21,col=14,title=MESH012::…`. Everything is escaped as
 * the runner unescapes it, so that a value can't begin a command of its own.
 */
export function githubAnnotation(
  { severity, code, origin, position, message, fix }: LocatedDiagnostic,
): string {
  const properties = [
    `file=${escapeProperty(origin.file)}`,
    `line=${position.line}`,
    `col=${position.column}`,
    `title=${escapeProperty(code)}`,
  ].join(",");
  return `::${severity} ${properties}::${
    escapeData(fix === undefined ? message : `${message}\nfix: ${fix}`)
  }`;
}

/** A generated file that isn't as the catalogue says, shown beside the file in a pull request. */
export function githubFileAnnotation({ kind, path, editedByHand }: Change): string {
  const states = { create: "is missing", update: "is outdated", delete: "is left over" } as const;
  const state = editedByHand ? "was edited by hand" : states[kind];
  return `::error file=${escapeProperty(path)},line=1,title=drift::${
    escapeData(`${path} ${state}\nfix: run "deno task generate" and commit the result`)
  }`;
}
