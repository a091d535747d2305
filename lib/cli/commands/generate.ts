/** `generate`: writes `clusters/`. */
import type { Output } from "../../report/output.ts";
import { printHandEdits } from "../../report/print_findings.ts";
import type { Format } from "../../report/print_outcome.ts";
import { isWorthRemembering, remember } from "../../disk/remember.ts";
import type { Snapshot } from "../../disk/snapshot.ts";
import { type Command, defineCommand } from "../command.ts";
import { type Comparison, type Render, treeRoot } from "../compare_tree.ts";
import { exitCodes } from "../exit_code.ts";
import { formatNotes } from "../notes.ts";
import { refusalFailure } from "../refusal_failure.ts";
import { formatOf, reportOptions } from "../report_options.ts";
import { type Done, runComparison } from "../run_comparison.ts";
import { isWhole, type Selection, selectionOptions } from "../selection.ts";

const most = 10;

/** What is said while the command is at work; nothing where a program reads. */
function notify(output: Output, format: Format): (text: string) => void {
  return format === "json" ? () => {} : output.messages.line;
}

async function preview(
  { snapshot }: Comparison,
  render: Render,
  selection: Selection,
  say: (text: string) => void,
): Promise<Done> {
  const { selectedPlan } = await import("../selected_plan.ts");
  const { plan, changes, unchanged, outside } = selectedPlan(snapshot, render(), selection);
  const { refuseDeletes } = await import("../../disk/brake.ts");
  if (refuseDeletes(plan) !== undefined) say("generate would ask for --allow-delete");
  return { exitCode: exitCodes.ok, changes, unchanged, outside, written: false };
}

interface WriteOptions {
  readonly selection: Selection;
  readonly allowDelete: boolean;
  readonly format: Format;
  readonly output: Output;
}

/** Whether there is any file of ours. */
function hasOwn({ files }: Snapshot): boolean {
  for (const { checksum } of files.values()) if (checksum !== null) return true;
  return false;
}

async function write(comparison: Comparison, render: Render, options: WriteOptions): Promise<Done> {
  // What writes is loaded only where something is to be written.
  const { applyPlan, openTree, refuseDeletes, Staging } = await import("../../disk/mod.ts");
  const { selectedPlan } = await import("../selected_plan.ts");
  const { selection, allowDelete, format, output } = options;
  const say = notify(output, format);
  using tree = await openTree(treeRoot, {
    onWait: (holder) => say(`Waiting for ${holder || "another run"}, which is writing ${treeRoot}/`),
  });
  if (tree.recovery.kind === "completed") say("An interrupted run was completed first");
  const snapshot = tree.scan(comparison.snapshot);
  await using staging = new Staging(treeRoot);
  // Writing files takes as long as rendering them: where all are new, both go on at once.
  const isNew = isWhole(selection) && !hasOwn(snapshot);
  const wanted = render(isNew ? (path, text) => staging.offer(path, text) : undefined);
  const { plan, changes, unchanged, outside } = selectedPlan(snapshot, wanted, selection);
  const refusal = allowDelete ? undefined : refuseDeletes(plan);
  if (refusal !== undefined) throw refusalFailure(refusal);
  if (format !== "json") printHandEdits(changes, output.messages, most);
  // A part of the tree can't be told to be as the whole catalogue says.
  const remembered = isWhole(selection)
    ? { inputs: comparison.fingerprint, notes: formatNotes(comparison) }
    : {};
  await applyPlan(tree, plan, { allowDelete: true, staging, ...remembered });
  return { exitCode: exitCodes.ok, changes, unchanged, outside, written: changes.length > 0 };
}

/** Looks after the index of a tree that is as it should be. */
async function renewIndex({ snapshot, fingerprint, ...notes }: Comparison): Promise<void> {
  const remembered = { inputs: fingerprint, notes: formatNotes(notes) };
  if (!isWorthRemembering(snapshot, remembered)) return;
  const { openTree } = await import("../../disk/mod.ts");
  try {
    using tree = await openTree(treeRoot, { timeout: 0 });
    if (tree.scan(snapshot) === snapshot) remember(treeRoot, snapshot, remembered);
  } catch {
    // Another run is writing, or the disk is full: the index only saves time.
  }
}

/** Compares and writes what differs. */
export const generateCommand: Command = defineCommand({
  name: "generate",
  summary: "Write clusters/ from services/, overlays/ and argocd/",
  positionals: [],
  description:
    `  Everything is checked first; where there is an error, nothing is written. Then all of it is written or, after
  an interruption, all or nothing of it. Only generated files are changed or deleted; one that was edited by hand is
  named before it is overwritten. Deleting more than ten files, or any Argo CD Application, needs --allow-delete.`,
  options: {
    ...selectionOptions,
    "allow-delete": { kind: "flag", description: "delete whatever the catalogue doesn't have any more" },
    "dry-run": { kind: "flag", description: "say what would be written, write nothing" },
    ...reportOptions,
  },
  examples: [
    { command: "generate", purpose: "everything" },
    { command: "generate --dry-run", purpose: "see first which files would change" },
    { command: "generate --cluster lab", purpose: "only the lab and the bases it is made on" },
    { command: "generate --allow-delete", purpose: "after a service was removed" },
  ],
  run(context, { options }) {
    const format = formatOf(options);
    const { output } = context;
    const dryRun = options["dry-run"];
    return runComparison(context, {
      name: "generate",
      wording: dryRun ? "planned" : "done",
      selection: options,
      print: { format, most },
      ...(dryRun ? {} : { onUnchanged: renewIndex }),
      act: (comparison, render) =>
        dryRun ? preview(comparison, render, options, notify(output, format)) : write(comparison, render, {
          selection: options,
          allowDelete: options["allow-delete"],
          format,
          output,
        }),
    });
  },
});
