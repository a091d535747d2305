/** Why a file or one of its imports could not be loaded. */
import { dirname, join, relative } from "@std/path";
import type { Position } from "../../diagnostic.ts";
import { didYouMean } from "../../did_you_mean.ts";
import { loadCodes } from "./codes.ts";
import { explainForbidden, explainThrown, type Explanation } from "./explain_thrown.ts";
import { fileOfUrl } from "./file_url.ts";
import type { Finding } from "./finding.ts";
import type { Thrown } from "./protocol.ts";
import { findImport } from "./find_import.ts";
import { isForeignPackage, isLockFailure } from "./foreign_package.ts";
import { reachable, resolveImport } from "./reachable.ts";
import { type Frame, framesOfLoader, withoutColours } from "./stack_frames.ts";
import { suggestExport, suggestFile } from "./suggest_import.ts";

interface Failed {
  readonly root: string;
  /** The file that the failure is in; the collected one where none is known. */
  readonly file: string;
  readonly line: string;
  /** Whether the words are those of the JavaScript engine, which reads what Deno's parser has let through. */
  readonly fromEngine: boolean;
}

const findIt = "correct the import, or write what it imports";

/** The columns of Deno's parser count characters; ours and the engine's count UTF-16 code units. */
function inCodeUnits(root: string, { file, position: { line, column } }: Frame): Position {
  try {
    const text = Deno.readTextFileSync(join(root, file)).split("\n", line)[line - 1] ?? "";
    return { line, column: [...text].slice(0, column - 1).join("").length + 1 };
  } catch {
    return { line, column };
  }
}

function missingModule({ root, file, line }: Failed): Explanation | undefined {
  const [, url] = /^Module not found "(.*?)"/.exec(line) ?? [];
  if (url === undefined) return undefined;
  const missing = fileOfUrl(root, url);
  if (missing === file) {
    return { code: loadCodes.unreadable, message: "does not exist", fix: "put a file there" };
  }
  const shown = JSON.stringify(missing ?? url);
  return {
    code: loadCodes.unresolvedImport,
    message: `imports ${shown}, which does not exist`,
    fix: (missing === undefined ? undefined : suggestFile(root, file, missing)) ?? findIt,
  };
}

function missingExport({ root, file, line }: Failed): Explanation | undefined {
  const pattern = /^The requested module '(.*?)' does not provide an export named '(.*?)'/;
  const [, specifier, name] = pattern.exec(line) ?? [];
  if (specifier === undefined || name === undefined) return undefined;
  const target = specifier.startsWith("file:")
    ? fileOfUrl(root, specifier)
    : specifier.startsWith(".")
    ? join(dirname(file), specifier)
    : undefined;
  return {
    code: loadCodes.unresolvedImport,
    message: `imports ${JSON.stringify(name)} from ${JSON.stringify(specifier)}, which does not export it`,
    fix: (target === undefined ? undefined : suggestExport(root, target, name)) ?? findIt,
  };
}

function unmapped({ line }: Failed): Explanation | undefined {
  const [, specifier] = /^Import "(.*?)" not a dependency/.exec(line) ?? [];
  if (specifier === undefined) return undefined;
  return {
    code: loadCodes.unresolvedImport,
    message: `imports ${JSON.stringify(specifier)}, which is neither a path nor in the import map`,
    fix: didYouMean(specifier, ["@3rvision/catalogue"]) ?? 'begin a path with "./"',
  };
}

function notTypeScript({ line, fromEngine }: Failed): Explanation | undefined {
  const [, problem] = (fromEngine ? /^(.*?)(?: at file:.*)?$/ : /^SyntaxError: (.*)$/).exec(line) ?? [];
  if (problem === undefined) return undefined;
  return {
    code: loadCodes.doesNotCompile,
    message: `does not compile: ${problem.replace(/\.$/, "")}`,
    fix: "correct the syntax",
  };
}

function refusedBySystem({ line }: Failed): Explanation | undefined {
  return /os error|permission denied|is a directory/i.test(line)
    ? { code: loadCodes.unreadable, message: `cannot be read: ${line}`, fix: "put a readable file there" }
    : undefined;
}

const explanations = [missingModule, missingExport, unmapped, notTypeScript, refusedBySystem];

function explainForeign(root: string, collected: string, message: string): readonly Finding[] {
  const found = findImport(root, collected, (specifier) => isForeignPackage(specifier, message));
  if (found === undefined) return [];
  const { file, position, specifier } = found;
  return [{
    code: loadCodes.forbiddenAccess,
    file,
    position,
    message: `imports ${
      JSON.stringify(specifier)
    }; a catalogue file may only import files of this repository`,
    fix: 'write what you need of it into a file that begins with "_"',
    ...via(file, collected),
  }];
}

function via(file: string, collected: string): { readonly via?: string } {
  return file === collected ? {} : { via: `imported by ${collected}` };
}

/** The import that Deno could not load, as far as its words tell. */
function findFailed(root: string, collected: string, line: string): Frame | undefined {
  const [, target] = /^(?:Module not found|Requires \w+ access to) "(.*?)"/.exec(line) ?? [];
  if (target === undefined) return undefined;
  const file = target.startsWith("file:") ? fileOfUrl(root, target) : relative(root, target);
  const host = target.replace(/:(?:443|80)$/, "");
  return findImport(root, collected, (specifier, importer) => {
    return resolveImport(importer, specifier) === file ||
      (URL.canParse(specifier) && new URL(specifier).host === host);
  });
}

/**
 * Where the failure is. Of several files that import what can't be loaded Deno names the first, so its word counts only
 * where the collected file leads there.
 */
function placeOf(
  { root, file: collected, line, fromEngine }: Failed,
  text: string,
): Frame | undefined {
  const [frame] = framesOfLoader(root, text);
  if (frame === undefined) return undefined;
  if ([...reachable(root, collected)].some(({ file }) => file === frame.file)) {
    return fromEngine ? frame : { file: frame.file, position: inCodeUnits(root, frame) };
  }
  return findFailed(root, collected, line) ?? frame;
}

/**
 * Turns why a file could not be loaded into a finding at the place that Deno names. Nothing is known of a file that
 * failed only because another one imports a package.
 */
export function explainUnloadable(root: string, collected: string, thrown: Thrown): readonly Finding[] {
  const text = withoutColours(thrown.message);
  if (isLockFailure(text)) return explainForeign(root, collected, text);
  // A top-level await runs while files are loaded, and what it runs can throw.
  if (thrown.forbidden || thrown.refused) return [explainThrown(root, collected, thrown)];
  const [line = ""] = text.split("\n");
  const fromEngine = thrown.name === "SyntaxError" && / at file:.*:\d+:\d+$/.test(line);
  const place = placeOf({ root, file: collected, line, fromEngine }, text);
  const file = place?.file ?? collected;
  const failed: Failed = { root, file, line, fromEngine };
  let explanation = explainForbidden(line);
  for (const attempt of explanations) explanation ??= attempt(failed);
  if (explanation === undefined) return [explainThrown(root, collected, thrown)];
  return [{ ...explanation, file, ...place, ...via(file, collected) }];
}
