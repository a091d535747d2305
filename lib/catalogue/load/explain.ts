/** What is wrong with a file that has no value. */
import { formatPath } from "../../value_path.ts";
import { loadCodes } from "./codes.ts";
import type { Verdict } from "./evaluate_files.ts";
import { explainThrown } from "./explain_thrown.ts";
import { explainUnloadable } from "./explain_unloadable.ts";
import type { Finding } from "./finding.ts";
import type { Offence } from "./plain_data.ts";

/** What the findings are about. */
export interface ExplainOptions {
  /** An absolute path. */
  readonly root: string;
  /** How long one file could take, in milliseconds. */
  readonly timeoutMs: number;
}

const defineFunctions: readonly (readonly [prefix: string, name: string])[] = [
  ["overlays/", "defineCluster"],
  ["argocd/", "defineArgoCD"],
];

function explainMissingDefault(file: string): Finding {
  const name = defineFunctions.find(([prefix]) => file.startsWith(prefix))?.[1] ?? "defineService";
  return {
    code: loadCodes.noDefaultExport,
    file,
    position: { line: 1, column: 1 },
    message: "has no default export",
    fix: `write "export default ${name}({ … })", or begin the file's name with "_" if it is a helper`,
  };
}

function explainOffence(file: string, { path, found, tooLarge }: Offence): Finding {
  const name = path.length === 0
    ? "the default export"
    : path.length > 12
    ? `${formatPath(path.slice(0, 3))}…`
    : formatPath(path);
  if (tooLarge) {
    const message = `${name} is ${found}, too large to render`;
    return { code: loadCodes.tooLarge, file, path, message, fix: "make the value smaller" };
  }
  const isNumber = /^-?(?:NaN|Infinity)$/.test(found);
  return {
    code: loadCodes.notPlainData,
    file,
    path,
    message: `${name} is ${found}, must be ${isNumber ? "a finite number" : "plain data"}`,
    fix: isNumber
      ? "write the number down, or correct how it is calculated"
      : "write objects, lists, text, finite numbers, true, false, null or undefined",
  };
}

async function explainEndless(
  { root, timeoutMs }: ExplainOptions,
  file: string,
  phase: "loading" | "evaluating",
): Promise<Finding> {
  const { findAwait, findLoop } = await import("./suspect_place.ts");
  const place = phase === "loading" ? findAwait(root, file) : findLoop(root, file);
  const after = timeoutMs >= 1000 ? `${timeoutMs / 1000} s` : `${timeoutMs} ms`;
  const [what, fix] = phase === "loading"
    ? ["this await does not end", "remove the await, a catalogue file has nothing to wait for"]
    : ["does not end", place === undefined ? "remove what takes so long" : "give the loop an end"];
  return {
    code: loadCodes.neverEnds,
    file,
    message: `${what} within ${after}`,
    fix,
    ...(place ?? {}),
    ...(place === undefined || place.file === file ? {} : { via: `imported by ${file}` }),
  };
}

/** Only errors carry a stack; anything else that is thrown is looked for in the text. */
async function explainUntraced({ root }: ExplainOptions, finding: Finding): Promise<Finding> {
  if (finding.position !== undefined) return finding;
  const { findThrow } = await import("./suspect_place.ts");
  const place = findThrow(root, finding.file);
  if (place === undefined) return finding;
  const via = place.file === finding.file ? {} : { via: `imported by ${finding.file}` };
  return { ...finding, ...place, ...via };
}

/** Everything wrong with a file; nothing where it has a value or where another file's findings stand for it. */
export async function explain(
  options: ExplainOptions,
  file: string,
  verdict: Verdict,
): Promise<readonly Finding[]> {
  switch (verdict.kind) {
    case "value":
    case "after-endless":
      return [];
    case "no-default":
      return [explainMissingDefault(file)];
    case "not-plain":
      return verdict.offences.map((offence) => explainOffence(file, offence));
    case "thrown":
      return [await explainUntraced(options, explainThrown(options.root, file, verdict.thrown))];
    case "unloadable":
      return explainUnloadable(options.root, file, verdict.thrown);
    case "endless":
      return [await explainEndless(options, file, verdict.phase)];
  }
}
