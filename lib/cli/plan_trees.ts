/** Both sides of a plan, read from the disk or from Git. */
import { join } from "@std/path";
import { mustRun, ProgramError, programsIn, type RunProgram } from "../canary/world/program.ts";
import type { FileTree } from "../tree/file_tree.ts";
import { treeRoot } from "./compare_tree.ts";
import { exitCodes } from "./exit_code.ts";
import { Failure } from "./failure.ts";

function addFiles(tree: Map<string, string>, folder: string, below: string): void {
  for (const { name, isDirectory, isFile } of Deno.readDirSync(join(folder, below))) {
    if (name.startsWith(".")) continue;
    const path = below === "" ? name : `${below}/${name}`;
    if (isDirectory) addFiles(tree, folder, path);
    else if (isFile) tree.set(path, Deno.readTextFileSync(join(folder, path)));
  }
}

const sorted = (tree: ReadonlyMap<string, string>): FileTree =>
  new Map([...tree].sort(([a], [b]) => (a < b ? -1 : 1)));

/** Reads `clusters/` of a checkout. Throws a {@linkcode Failure} where there is none. */
export function treeOnDisk(checkout: string): FileTree {
  const tree = new Map<string, string>();
  try {
    addFiles(tree, join(checkout, treeRoot), "");
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    const message = `Cannot read ${JSON.stringify(join(checkout, treeRoot))}: it isn't there`;
    throw new Failure(exitCodes.usage, message, `write it with "deno task generate"`);
  }
  return sorted(tree);
}

/** Takes the answer of `git cat-file --batch` apart: for each name a line with the size, the bytes, a line break. */
function contents(answer: string, paths: readonly string[]): FileTree {
  // What comes as text was bytes, and sizes are counted in those.
  const bytes = new TextEncoder().encode(`${answer}\n\n`);
  const decoder = new TextDecoder();
  const tree = new Map<string, string>();
  let at = 0;
  for (const path of paths) {
    const end = bytes.indexOf(10, at);
    const size = Number(decoder.decode(bytes.subarray(at, end)).split(" ").at(-1));
    tree.set(path, decoder.decode(bytes.subarray(end + 1, end + 1 + size)));
    at = end + 1 + size + 1;
  }
  return sorted(tree);
}

async function treeOfCommit(run: RunProgram, commit: string): Promise<FileTree> {
  const args = ["ls-tree", "-r", "-z", "--name-only", commit, "--", `${treeRoot}/`];
  const names = (await mustRun(run, { program: "git", args })).split("\0").filter((name) => name !== "");
  const wanted = names.filter((name) => !name.split("/").some((part) => part.startsWith(".")));
  if (wanted.length === 0) return new Map();
  const input = wanted.map((name) => `${commit}:${name}\n`).join("");
  const answer = await mustRun(run, { program: "git", args: ["cat-file", "--batch"], input });
  return contents(answer, wanted.map((name) => name.slice(treeRoot.length + 1)));
}

/** The commit that a plan starts from: the asked one, or where this branch left the main one. */
async function baseCommit(run: RunProgram, asked: string | undefined): Promise<string> {
  const resolve = (ref: string) =>
    run({
      program: "git",
      args: ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`],
    });
  if (asked !== undefined) {
    const { success, stdout } = await resolve(asked);
    if (success) return stdout;
    throw new Failure(
      exitCodes.usage,
      `--base is ${JSON.stringify(asked)}, no such commit`,
      "fetch it first",
    );
  }
  for (const ref of ["origin/HEAD", "origin/main", "main"]) {
    const { success, stdout } = await resolve(ref);
    if (!success) continue;
    const found = await run({ program: "git", args: ["merge-base", "HEAD", stdout] });
    if (found.success) return found.stdout;
  }
  throw new Failure(exitCodes.usage, "Cannot find the main branch", "say --base with a branch or commit");
}

/**
 * Reads `clusters/` as a commit has it, by Git.
 *
 * @param asked Any name of a commit. Default: the merge base of HEAD and the main branch.
 * @throws {Failure} where Git can't be run or has no such commit.
 */
export async function treeInGit(root: string, asked: string | undefined): Promise<FileTree> {
  const run = programsIn(root);
  try {
    return await treeOfCommit(run, await baseCommit(run, asked));
  } catch (error) {
    if (!(error instanceof ProgramError)) throw error;
    throw new Failure(exitCodes.refused, error.message, error.fix ?? "say --base-folder with a checkout", {
      cause: error,
    });
  }
}
