/** `check`: whether `clusters/` is what the catalogue says. */
import { type Command, defineCommand } from "../command.ts";
import { exitCodes } from "../exit_code.ts";
import { formatOf, reportOptions } from "../report_options.ts";
import { runComparison } from "../run_comparison.ts";
import { selectedPlan } from "../selected_plan.ts";
import { selectionOptions } from "../selection.ts";

/** Compares and writes nothing. */
export const checkCommand: Command = defineCommand({
  name: "check",
  summary: "Say whether clusters/ is what the catalogue says, and what isn't",
  positionals: [],
  description:
    `  For CI: exits with 1 where the catalogue has errors and with 2 where a file is missing, outdated, left over or
  edited by hand. Needs no permission to write.`,
  options: { ...selectionOptions, ...reportOptions },
  examples: [
    { command: "check", purpose: "everything" },
    { command: "check --service backend", purpose: "one service in all clusters" },
    { command: "check --format github", purpose: "in a GitHub workflow: annotations beside the lines" },
  ],
  run(context, { options }) {
    return runComparison(context, {
      name: "check",
      wording: "drift",
      selection: options,
      print: { format: formatOf(options), most: 20 },
      act({ snapshot }, render) {
        const { changes, unchanged, outside } = selectedPlan(snapshot, render(), options);
        const exitCode = changes.length > 0 ? exitCodes.drift : exitCodes.ok;
        return Promise.resolve({ exitCode, changes, unchanged, outside, written: false });
      },
    });
  },
});
