/** `watch`: generates whenever a catalogue file is saved. */
import { relative } from "@std/path";
import type { Output } from "../../report/output.ts";
import { countChanges } from "../../report/change.ts";
import { formatFailure } from "../../report/format_failure.ts";
import { printDiagnostics, printHandEdits } from "../../report/print_findings.ts";
import { summarizeChanges } from "../../report/summarize_changes.ts";
import { changedFiles } from "../changed_files.ts";
import { type Command, defineCommand } from "../command.ts";
import { exitCodes } from "../exit_code.ts";
import { Failure } from "../failure.ts";
import type { Round } from "../regenerator.ts";
import { sourceReader } from "../report_options.ts";
import { StopSignal } from "../stop_signal.ts";
import { toFailure } from "../to_failure.ts";

const folders = ["services", "overlays", "argocd"];

function requireFolders(root: string): void {
  for (const folder of folders) {
    try {
      Deno.statSync(`${root}/${folder}`);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
      throw new Failure(
        exitCodes.usage,
        `Cannot watch ${JSON.stringify(`${folder}/`)}: it does not exist`,
        "run this at the repository's root, which has services/, overlays/ and argocd/",
      );
    }
  }
}

/** `services/backend.ts`, or how many files where that would be long. */
function nameOf(root: string, changed: ReadonlySet<string>): string {
  const [first = "", ...others] = [...changed].map((path) => relative(root, path)).sort();
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}

/** Prints rounds; mistakes are printed again only where they aren't those of the round before. */
class RoundPrinter {
  #before = "[]";

  constructor(readonly root: string, readonly output: Output) {}

  print({ diagnostics, written }: Round, cause: string | undefined, milliseconds: number): void {
    const { result, messages } = this.output;
    const found = JSON.stringify(diagnostics);
    if (found !== this.#before || written === undefined) {
      const options = { format: "text", readSource: sourceReader(this.root) } as const;
      printDiagnostics(diagnostics, messages, { ...options, consequence: "nothing was written" });
    }
    this.#before = found;
    if (written === undefined) return;
    const counts = countChanges(written.changes, written.unchanged);
    result.line((cause === undefined ? "" : `${cause} → `) + summarizeChanges(counts, "done", milliseconds));
  }
}

/** Keeps `clusters/` what the catalogue says until it is told to stop. */
export const watchCommand: Command = defineCommand({
  name: "watch",
  summary: "Generate whenever a file of the catalogue is saved",
  positionals: [],
  description:
    `  Goes on after a mistake: the next save is another try. Ctrl-C ends it, never in the middle of a write. An edit by
  hand in clusters/ is noticed when that file is to be written, or by "deno task check".`,
  options: {
    "allow-delete": { kind: "flag", description: "delete whatever the catalogue doesn't have any more" },
  },
  examples: [
    { command: "watch", purpose: "beside an editor" },
    { command: "watch --allow-delete", purpose: "while services come and go" },
  ],
  async run({ root, output }, { options }) {
    requireFolders(root);
    // What a single run may not need is loaded only here.
    const { Regenerator } = await import("../regenerator.ts");
    const { messages } = output;
    const printer = new RoundPrinter(root, output);
    using stop = new StopSignal();
    using regenerator = new Regenerator({
      root,
      allowDelete: options["allow-delete"],
      onWait: (holder) => messages.line(`Waiting for ${holder || "another run"}, which is writing clusters/`),
      onPlan: ({ changes }) => printHandEdits(changes, messages, 3),
    });
    const round = async (changed: ReadonlySet<string> | undefined) => {
      const started = performance.now();
      try {
        const found = await regenerator.round(changed);
        printer.print(found, changed && nameOf(root, changed), performance.now() - started);
      } catch (error) {
        const failure = toFailure(error);
        if (failure === undefined) throw error;
        messages.line(formatFailure(failure, messages.style));
      }
      await regenerator.warm();
    };
    const saves = changedFiles(folders.map((folder) => `${root}/${folder}`), stop.signal);
    // Asked for before the first round, so that a save during it isn't lost.
    let next = saves.next();
    await round(undefined);
    messages.line("Watching services/, overlays/ and argocd/; Ctrl-C ends");
    for (let save = await next; !save.done; save = await next) {
      next = saves.next();
      await round(save.value);
    }
    return exitCodes.ok;
  },
});
