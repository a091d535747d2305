/** What `generate`, `check` and `diff` have in common: compare, report what is wrong, report what was done. */
import type { Outcome } from "../report/outcome.ts";
import { printDiagnostics } from "../report/print_findings.ts";
import { type OutcomeOptions, printOutcome } from "../report/print_outcome.ts";
import type { Wording } from "../report/list_changes.ts";
import type { Context } from "./command.ts";
import { compareTree, type Comparison, type Render } from "./compare_tree.ts";
import { countSelected } from "./count_selected.ts";
import { type ExitCode, exitCodes } from "./exit_code.ts";
import { sourceReader } from "./report_options.ts";
import type { Selection } from "./selection.ts";
import { toFailure } from "./to_failure.ts";

/** What a command did with a catalogue that is right. */
export type Done = Pick<Outcome, "changes" | "differences" | "unchanged" | "outside" | "written"> & {
  readonly exitCode: ExitCode;
};

/** What tells the commands apart. */
export interface ComparisonCommand {
  /** As it is typed. */
  readonly name: string;
  /** What is said of the changes. */
  readonly wording: Wording;
  /** The part that is compared. */
  readonly selection: Selection;
  /** How it is printed. */
  readonly print: OutcomeOptions;
  /** Called where nothing differs, to remember that; a command without it remembers nothing. */
  readonly onUnchanged?: (comparison: Comparison) => Promise<void>;
  /** Called only where something may differ. */
  readonly act: (comparison: Comparison, render: Render) => Promise<Done>;
}

type Rest = Omit<Outcome, "command" | "wording" | "diagnostics" | "milliseconds" | "exitCode"> & {
  readonly exitCode: ExitCode;
};

async function settle(comparison: Comparison, command: ComparisonCommand): Promise<Rest> {
  const nothing = { unchanged: 0, outside: 0, written: false };
  const { desired } = comparison;
  if (desired === "invalid") return { ...nothing, exitCode: exitCodes.invalid };
  try {
    if (desired !== "unchanged") return await command.act(comparison, desired);
    await command.onUnchanged?.(comparison);
    const unchanged = countSelected(comparison.snapshot, command.selection);
    return { ...nothing, exitCode: exitCodes.ok, changes: [], unchanged };
  } catch (error) {
    const failure = toFailure(error);
    if (failure === undefined) throw error;
    return { ...nothing, exitCode: failure.exitCode, failure };
  }
}

/** Runs one of the three commands; the exit code is returned. */
export async function runComparison(context: Context, command: ComparisonCommand): Promise<ExitCode> {
  const comparison = await compareTree(context.root, { remembers: command.onUnchanged !== undefined });
  const { diagnostics } = comparison;
  const { format } = command.print;
  if (format !== "json") {
    printDiagnostics(diagnostics, context.output.messages, {
      format,
      readSource: sourceReader(context.root),
      ...(command.wording === "drift" ? {} : { consequence: "nothing was written" }),
    });
  }
  const outcome = {
    command: command.name,
    wording: command.wording,
    diagnostics,
    ...await settle(comparison, command),
    milliseconds: context.elapsed(),
  };
  printOutcome(outcome, context.output, command.print);
  return outcome.exitCode;
}
