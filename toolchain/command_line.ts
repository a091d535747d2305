import { parseArgs } from "node:util";
import { alteredFiles, entryFolders, readEntry } from "./cache_entry.ts";
import { cacheRoot } from "./cache_root.ts";
import type { ToolName } from "./pins.ts";
import { type Progress, progressLine } from "./progress.ts";
import { locate } from "./locate.ts";
import { provision } from "./provision.ts";
import { table } from "./table.ts";
import { ToolchainError } from "./toolchain_error.ts";
import { SETS, TOOLS } from "./tools.ts";

const HELP = `Provisions the external tools that tests and the lab run.

Usage: deno task toolchain [options] [name or set ...]

Without names, every tool is provisioned; those of the lab take half an hour on two cores.
Sets:
${Object.entries(SETS).map(([name, tools]) => `  ${name.padEnd(8)}${tools.join(" ")}`).join("\n")}

Options:
  --list     print every tool with its state and make nothing
  --verify   compare every file in the cache with the checksum taken when it was made; make nothing
  --prune    remove what the cache keeps of other pins than those of this tree; make nothing
  --help     print this text

Tools are kept in $THREERVISION_TOOLCHAIN, by default ~/.cache/3rvision/toolchain.
`;

/** Where the words of {@linkcode commandLine} go. */
export interface Terminal {
  /** What was asked for. */
  readonly print: (text: string) => void;
  /** What happens meanwhile, and errors. */
  readonly tell: (text: string) => void;
}

/**
 * Runs `deno task toolchain` and returns its exit code: 0, or 1 if a tool can't be provisioned or is altered, or 2 if
 * the arguments are wrong.
 */
export async function commandLine(args: readonly string[], { print, tell }: Terminal): Promise<number> {
  const parsed = parse(args);
  if (typeof parsed === "string") {
    tell(`${parsed}\nTry --help`);
    return 2;
  }
  if (parsed.help) {
    print(HELP.trimEnd());
    return 0;
  }
  try {
    const root = cacheRoot((name) => Deno.env.get(name));
    if (parsed.list) print(listing(root, parsed.names));
    else if (parsed.prune) print(prune(root));
    else if (parsed.verify) return verify(root, parsed.names, print);
    else print(await provisionAll(root, parsed.names, tell));
    return 0;
  } catch (error) {
    if (!(error instanceof ToolchainError)) throw error;
    tell(error.message);
    return 1;
  }
}

interface Parsed {
  readonly names: readonly ToolName[];
  readonly list: boolean;
  readonly verify: boolean;
  readonly prune: boolean;
  readonly help: boolean;
}

function parse(args: readonly string[]): Parsed | string {
  const flag = { type: "boolean", default: false } as const;
  const options = { list: flag, verify: flag, prune: flag, help: flag };
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    return { names: toolNames(positionals), ...values };
  } catch (error) {
    if (error instanceof TypeError) return error.message;
    throw error;
  }
}

function toolNames(words: readonly string[]): readonly ToolName[] {
  if (words.length === 0) return Object.keys(TOOLS) as ToolName[];
  const names = words.flatMap((word): readonly ToolName[] => {
    if (Object.hasOwn(SETS, word)) return SETS[word as keyof typeof SETS];
    if (Object.hasOwn(TOOLS, word)) return [word as ToolName];
    throw new TypeError(`Cannot find a tool or set "${word}"`);
  });
  return [...new Set(names)];
}

async function provisionAll(
  root: string,
  names: readonly ToolName[],
  tell: Terminal["tell"],
): Promise<string> {
  const last = new Map<string, Progress>();
  const onProgress = (progress: Progress) => {
    last.set(progress.tool, progress);
    const line = progressLine(progress);
    if (line !== undefined) tell(line);
  };
  await provision(names, { root, onProgress });
  return table(
    ["tool", "version", "from", "state", "seconds"],
    [...last.values()].map(({ tool, version, state, seconds }) => [
      ...[tool, version, origin(tool as ToolName), state],
      state === "made" ? seconds.toFixed(1) : "",
    ]),
  );
}

function listing(root: string, names: readonly ToolName[]): string {
  const rows = names.map((name) => {
    const entry = readEntry(locate(TOOLS, name, root).folder);
    const made = entry === undefined ? ["missing", ""] : ["warm", entry.seconds.toFixed(1)];
    return [name, TOOLS[name].pin.version, origin(name), ...made];
  });
  return table(["tool", "version", "from", "state", "seconds to make"], rows);
}

function verify(root: string, names: readonly ToolName[], print: Terminal["print"]): number {
  const rows = names.flatMap((name) => {
    const { folder } = locate(TOOLS, name, root);
    const entry = readEntry(folder);
    if (entry === undefined) return [[name, "missing", ""]];
    const altered = alteredFiles(folder, entry);
    return [[name, altered.length === 0 ? "as made" : "ALTERED", altered.join(" ")]];
  });
  print(table(["tool", "contents", "altered files"], rows));
  return rows.some(([, state]) => state === "ALTERED") ? 1 : 0;
}

function prune(root: string): string {
  const current = new Set(Object.keys(TOOLS).map((name) => locate(TOOLS, name, root).folder));
  const removed = entryFolders(root).filter((folder) => !current.has(folder));
  for (const folder of removed) Deno.removeSync(folder, { recursive: true });
  return removed.length === 0 ? "Nothing to remove" : removed.map((folder) => `removed ${folder}`).join("\n");
}

function origin(name: ToolName): string {
  const { pin, recipe } = TOOLS[name];
  switch (pin.source) {
    case "go-module":
      return `Go module ${pin.module}@${pin.moduleVersion}`;
    case "pypi-wheel":
      return `wheel ${pin.distribution}`;
    case "debian-package":
      return `Debian package ${pin.package}`;
    case "derived":
      return recipe.uses.join(", ");
  }
}
