/** `canary`: moves a canary by editing its service file. */
import { Refusal } from "../../canary/edit/refusal.ts";
import { ProgramError } from "../../canary/world/program.ts";
import type { Service } from "../../canary/actions/mod.ts";
import { countChanges } from "../../report/change.ts";
import { formatDifference } from "../../report/format_difference.ts";
import { listChanges } from "../../report/list_changes.ts";
import { printDiagnostics } from "../../report/print_findings.ts";
import { summarizeChanges } from "../../report/summarize_changes.ts";
import { type Command, type Context, defineCommand } from "../command.ts";
import type { Delivery } from "../canary/commit_move.ts";
import type { FoundMove, MoveOptions } from "../canary/make_move.ts";
import { type ExitCode, exitCodes } from "../exit_code.ts";
import { Failure } from "../failure.ts";
import { sourceReader } from "../report_options.ts";

const most = 10;

/** What stops a move, as a failure of the command. */
function toFailure(error: unknown, file: string): unknown {
  if (error instanceof Refusal) {
    const { position } = error;
    const place = position === undefined ? "" : `${file}:${position.line}:${position.column} `;
    return new Failure(exitCodes.refused, `${place}${error.message}; nothing was written`, error.fix);
  }
  if (error instanceof ProgramError) {
    return new Failure(exitCodes.refused, error.message, error.fix, { cause: error });
  }
  return error;
}

async function printFound(
  { output, elapsed }: Context,
  found: FoundMove,
  dryRun: boolean,
): Promise<void> {
  const { planLines } = await import("../../plan/mod.ts");
  const { style, line } = output.result;
  line(formatDifference(found.difference, style));
  for (const { cluster, text } of found.effects) line(`${cluster}: ${text}`);
  if (!found.effects.some(({ changed }) => changed)) {
    line("no cluster changes: their own settings in overlays/ hold");
  }
  for (const text of planLines(found.plan)) line(text);
  if (!dryRun) return;
  const { changes, unchanged } = found.planned;
  line(summarizeChanges(countChanges(changes, unchanged), "planned", elapsed()));
  for (const text of listChanges(changes, "planned", style, most)) line(text);
}

interface Options {
  readonly "dry-run": boolean;
  readonly commit: boolean;
  readonly pr: boolean;
  readonly forge: "auto" | "github" | "gitlab";
}

function deliveryOf({ commit, pr, forge, "dry-run": dryRun }: Options): Delivery | undefined {
  if (commit && pr) {
    throw new Failure(exitCodes.usage, "--commit and --pr exclude each other", "--pr commits too");
  }
  if ((!commit && !pr) || dryRun) return undefined;
  return { kind: pr ? "pr" : "commit", forge: forge === "auto" ? undefined : forge };
}

async function carryOut(
  context: Context,
  move: Omit<MoveOptions, "context" | "confirm">,
  options: Options,
): Promise<ExitCode> {
  const { output, root } = context;
  const { line } = output.result;
  const { service, file } = move.source;
  const { summary, next, changes } = move.move;
  if (changes.length === 0) {
    line(`${file} says so already: ${summary}`);
    return exitCodes.ok;
  }
  const delivery = deliveryOf(options);
  const { deliver, requireDeliverable } = await import("../canary/commit_move.ts");
  if (delivery !== undefined) await requireDeliverable(delivery, { root, file, model: move.model });
  const { makeMove } = await import("../canary/make_move.ts");
  const dryRun = options["dry-run"];
  const made = await makeMove({
    ...move,
    context,
    async confirm(found) {
      await printFound(context, found, dryRun);
      return !dryRun;
    },
  });
  if (made.kind === "invalid") {
    printDiagnostics(made.diagnostics, output.messages, {
      format: "text",
      readSource: sourceReader(root),
      consequence: "nothing was written",
    });
    return exitCodes.invalid;
  }
  if (delivery !== undefined) {
    line(
      await deliver(delivery, {
        root,
        service: service.name,
        file,
        move: move.move,
        effects: made.found.effects,
      }),
    );
  }
  if (next !== undefined) line(`  next: ${next}`);
  return exitCodes.ok;
}

/** Looks at a canary, or moves it. */
export const canaryCommand: Command = defineCommand({
  name: "canary",
  summary: "Move a canary: each move is an edit of its service file, ready to be committed",
  positionals: ["<service>", "[action]", "[weight]"],
  description: `  The actions:

    status            how it stands, and what could be next; without an action this is it
    advance           the next step
    set <weight>      a share of the requests in percent; a new step where none has it
    pause, resume     hold it at its step, let it go on
    promote           make it stable, in three commits that lose no request; says which one is next
    abort             take all requests from it and pause it; --remove, once it has none, takes it away altogether
    start             a new image at the first step; --image names it

  Only the values that change are edited; comments and formatting stay. The catalogue is checked with the new values
  before anything is written, and what the edit does to the clusters is planned and shown: a move whose plan is unsafe
  is refused, unless the service file accepts it (see "plan"); abort never is. Then clusters/ is generated.
  "deno task canary:commit" also commits both, with a message that says what moves; "deno task canary:pr" opens a pull
  request with the forge's own tool, gh or glab. These two may run git, so they are tasks of their own.`,
  options: {
    image: { kind: "text", placeholder: "REFERENCE", description: "start: the canary's image" },
    steps: {
      kind: "text",
      placeholder: "WEIGHTS",
      description: "start: a new policy's weights, as 10,50,100",
    },
    like: { kind: "text", placeholder: "SERVICE", description: "start: take over this service's policy" },
    remove: { kind: "flag", description: "abort: take the canary away, and its policy with it" },
    json: { kind: "flag", description: "status: one JSON document" },
    "dry-run": { kind: "flag", description: "say what would change, write nothing" },
    commit: { kind: "flag", description: "commit it" },
    pr: { kind: "flag", description: "commit it on a branch, push that and open a pull request" },
    forge: {
      kind: "choice",
      choices: ["auto", "github", "gitlab"],
      description: "whose tool opens it; auto: by origin's address",
    },
  },
  examples: [
    { command: "canary backend", purpose: "how it stands" },
    { command: "canary backend --json", purpose: "the same for a program" },
    { command: "canary backend advance --dry-run", purpose: "see what the next step would change" },
    { command: "canary:commit backend advance", purpose: "take it, and commit" },
    { command: "canary backend start --image ghcr.io/3rvision/backend:1.2.0", purpose: "try another image" },
  ],
  async run(context, { options, positionals: [name = "", word = "status", weight] }) {
    const { currentCatalogue, findService, servicesOf } = await import("../canary/service_file.ts");
    const { moveOf, readAction } = await import("../canary/actions.ts");
    const action = word === "status" ? undefined : readAction(word);
    const { output, root } = context;
    const { diagnostics, values, model } = await currentCatalogue(root);
    printDiagnostics(model === undefined ? diagnostics : [], output.messages, {
      format: "text",
      readSource: sourceReader(root),
      consequence: "nothing was written",
    });
    if (model === undefined) return exitCodes.invalid;
    const source = findService(root, values, name);
    if (action === undefined) {
      const { canaryStatus, statusLines } = await import("../canary/canary_status.ts");
      const status = canaryStatus(source.service, source.file, model);
      if (options.json) {
        output.result.line(JSON.stringify({ command: "canary", exitCode: exitCodes.ok, ...status }, null, 2));
      } else for (const text of statusLines(status)) output.result.line(text);
      return exitCodes.ok;
    }
    try {
      const { service } = source;
      const canaryLike = (other: string): Service["canary"] => servicesOf(values).get(other)?.service.canary;
      const move = moveOf(action, { service, weight, options, canaryLike });
      return await carryOut(context, { values, model, source, move }, options);
    } catch (error) {
      throw toFailure(error, source.file);
    }
  },
});
