/** From catalogue files to their values. */
import type { Diagnostic } from "../../diagnostic.ts";
import { evaluateFiles, type Verdict } from "./evaluate_files.ts";
import { explain } from "./explain.ts";
import { type Finding, toDiagnostics } from "./finding.ts";
import { type Group, groupNames, type Groups } from "./groups.ts";

/** A file's default export. */
export interface LoadedFile {
  /** Relative to the root, with `/`: `services/backend.ts`. */
  readonly file: string;
  /** What the file declares. */
  readonly group: Group;
  /** Plain data: objects and lists of text, finite numbers, booleans, null and undefined. Not frozen. */
  readonly value: unknown;
}

/** Every file's value, and what is wrong with the files that have none. */
export interface Loaded {
  /** By group, and in a group in the order that was given. */
  readonly values: readonly LoadedFile[];
  /** Not yet sorted; those without a position are located by their path. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What is loaded and how. */
export interface LoadOptions {
  /** The repository's root, an absolute path. */
  readonly root: string;
  /** Relative to the root, with `/`. */
  readonly groups: Groups;
  /** How long one file may take, in milliseconds; 2,000 if not given. A usual file takes less than one. */
  readonly timeoutMs?: number;
}

/** How long one file may take where nothing else is said, in milliseconds. */
export const defaultTimeoutMs = 2000;

/** Everything wrong with files, each mistake once. */
export async function explainAll(
  verdicts: ReadonlyMap<string, Verdict>,
  options: { readonly root: string; readonly timeoutMs: number },
): Promise<readonly Diagnostic[]> {
  const findings: Finding[] = [];
  for (const [file, verdict] of verdicts) findings.push(...await explain(options, file, verdict));
  const diagnostics = toDiagnostics(findings);
  const failed = [...verdicts.values()].find(({ kind }) => kind === "unloadable");
  if (diagnostics.length === 0 && failed?.kind === "unloadable") {
    throw new Error(`Cannot evaluate the catalogue: ${failed.thrown.message}`);
  }
  return diagnostics;
}

/** The values among verdicts, in the order of the groups. */
export function valuesOf(groups: Groups, verdicts: ReadonlyMap<string, Verdict>): readonly LoadedFile[] {
  return groupNames.flatMap((group) =>
    groups[group].flatMap((file) => {
      const verdict = verdicts.get(file);
      return verdict?.kind === "value" ? [{ file, group, value: verdict.value }] : [];
    })
  );
}

/**
 * Evaluates files in threads that may read below the root and do nothing else. A file that doesn't compile, throws,
 * never ends, has no default export or tries what it may not has diagnostics; the others have their values all the
 * same. Rejects only where threads can't run at all.
 */
export async function loadCatalogue(
  { root, groups, timeoutMs = defaultTimeoutMs }: LoadOptions,
): Promise<Loaded> {
  const files = groupNames.flatMap((group) => groups[group]);
  const verdicts = await evaluateFiles(files.map((file) => ({ file, version: 0 })), { root, timeoutMs });
  return { values: valuesOf(groups, verdicts), diagnostics: await explainAll(verdicts, { root, timeoutMs }) };
}
