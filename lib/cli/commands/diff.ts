/** `diff`: what `generate` would change, line by line. */
import { readTree } from "../../disk/read_tree.ts";
import type { FileDifference } from "../../report/file_difference.ts";
import type { FileTree } from "../../tree/file_tree.ts";
import { type Command, defineCommand } from "../command.ts";
import { treeRoot } from "../compare_tree.ts";
import { exitCodes } from "../exit_code.ts";
import { formatOf, reportOptions } from "../report_options.ts";
import { runComparison } from "../run_comparison.ts";
import { type SelectedPlan, selectedPlan } from "../selected_plan.ts";
import { selectionOptions } from "../selection.ts";

async function differencesOf(
  { changes }: SelectedPlan,
  desired: FileTree,
): Promise<readonly FileDifference[]> {
  // The library is loaded only where something differs.
  const { fileDifference } = await import("../../report/file_difference.ts");
  const below = (path: string) => path.slice(treeRoot.length + 1);
  const wanted = new Set(changes.map(({ path }) => below(path)));
  const before = await readTree(treeRoot, (path) => wanted.has(path));
  return changes.map(({ path, kind }) =>
    fileDifference({
      path,
      before: before.get(below(path)),
      after: kind === "delete" ? undefined : desired.get(below(path)),
    })
  );
}

/** Compares, prints and writes nothing. */
export const diffCommand: Command = defineCommand({
  name: "diff",
  summary: "Show what generate would change, line by line",
  positionals: [],
  description:
    `  A unified difference from what is in clusters/ to what generate would write; "git apply" reads it. Exits with 0
  whether or not something differs: "check" tells by its exit code. Needs no permission to write.`,
  options: {
    ...selectionOptions,
    stat: { kind: "flag", description: "only how many lines change in each file" },
    ...reportOptions,
  },
  examples: [
    { command: "diff", purpose: "everything" },
    { command: "diff --cluster prod --stat", purpose: "how much changes in one cluster" },
    { command: "diff --color always", purpose: "in colour through a pipe, as for less -R" },
  ],
  run(context, { options }) {
    return runComparison(context, {
      name: "diff",
      wording: "planned",
      selection: options,
      print: { format: formatOf(options), most: 0, differences: options.stat ? "stat" : "whole" },
      async act({ snapshot }, render) {
        const desired = render();
        const selected = selectedPlan(snapshot, desired, options);
        const { changes, unchanged, outside } = selected;
        const differences = changes.length === 0 ? [] : await differencesOf(selected, desired);
        return { exitCode: exitCodes.ok, changes, differences, unchanged, outside, written: false };
      },
    });
  },
});
