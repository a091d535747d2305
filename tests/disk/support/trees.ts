/** Trees to write. */
import type { FileTree, Plan, Recovery } from "../../../lib/disk/mod.ts";
import { applyPlan, openTree, type Outcome, planChanges, Staging } from "../../../lib/disk/mod.ts";
import { withHeader } from "../../../lib/tree/header.ts";

/** A generated text for a path. */
export function generated(path: string, body = "kind: Test\n"): string {
  return withHeader(path, body, ["services/test.ts"]);
}

/** A wanted tree from the body of each file, or from paths alone. */
export function treeOf(bodies: Readonly<Record<string, string>> | readonly string[]): FileTree {
  const entries = Array.isArray(bodies)
    ? bodies.map((path) => [path, "kind: Test\n"])
    : Object.entries(bodies);
  return new Map(entries.map(([path, body]) => [path, generated(path, body)]));
}

/** A tree as {@linkcode contents} shows it. */
export function shown(tree: FileTree): Record<string, string> {
  return Object.fromEntries([...tree].sort(([a], [b]) => a < b ? -1 : 1));
}

/** What became of a write. */
export interface Written {
  /** What it was to do. */
  readonly plan: Plan;
  /** What it did. */
  readonly outcome: Outcome;
  /** What it found of an earlier run. */
  readonly recovered: Recovery["kind"];
}

/** Writes a whole tree as the command does; any deletion is allowed. */
export async function write(root: string, desired: FileTree): Promise<Written> {
  using tree = await openTree(root);
  const plan = planChanges(tree.scan(), desired);
  await using staging = new Staging(root);
  // What is new comes early, as where files are staged while others are rendered.
  for (const { path, text } of plan.creates) staging.offer(path, text);
  const outcome = await applyPlan(tree, plan, { allowDelete: true, staging, inputs: "all", notes: null });
  return { plan, outcome, recovered: tree.recovery.kind };
}

/**
 * Two trees that are far apart: files that stay, change, come and go, folders that come and go whole, a file where the
 * other has a folder and the reverse.
 *
 * @param size About how many files each has.
 */
export function oldAndNew(size: number): { before: FileTree; after: FileTree } {
  const before: Record<string, string> = {
    "turns/into/folder.yaml": "old\n",
    "turns/file.yaml/inner.yaml": "old\n",
  };
  const after: Record<string, string> = {
    "turns/into/folder.yaml/inner.yaml": "new\n",
    "turns/file.yaml": "new\n",
  };
  for (let number = 0; number < size; number++) {
    const folder = `base/service-${number >> 3}`;
    const path = `${folder}/file-${number % 8}.yaml`;
    before[path] = `same: ${number}\n`;
    after[path] = number % 3 === 0 ? before[path] : `changed: ${number}\n`;
    if (number % 5 === 0) before[`${folder}/old-${number % 8}.yaml`] = "old\n";
    if (number % 5 === 1) after[`${folder}/new-${number % 8}.yaml`] = "new\n";
    if (number % 4 === 0) {
      before[`lab/services/gone-${number >> 3}/file-${number % 8}.yaml`] = `old: ${number}\n`;
    }
    if (number % 4 === 1) {
      after[`lab/services/fresh-${number >> 3}/file-${number % 8}.yaml`] = `new: ${number}\n`;
    }
  }
  return { before: treeOf(before), after: treeOf(after) };
}
