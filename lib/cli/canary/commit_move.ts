/** Commits a move, or opens a pull request with it. */
import type { Move } from "../../canary/actions/mod.ts";
import { commitMessage } from "../../canary/commit_message.ts";
import type { ClusterEffect } from "../../canary/effects.ts";
import { type Forge, forgeOfOrigin, openPullRequest } from "../../canary/world/forge.ts";
import { checkout } from "../../canary/world/git.ts";
import { mayRun, type Program, programsIn } from "../../canary/world/program.ts";
import type { Model } from "../../model/types.ts";
import { treeRoot } from "../compare_tree.ts";
import { exitCodes } from "../exit_code.ts";
import { Failure } from "../failure.ts";
import { isGenerated } from "./make_move.ts";

/** How a move leaves the machine. */
export interface Delivery {
  /** A commit on the branch that is checked out, or a pull request of its own. */
  readonly kind: "commit" | "pr";
  /** Undefined: what the remote's address says. */
  readonly forge: Forge | undefined;
}

const forgeTools: Readonly<Record<Forge, Program>> = { github: "gh", gitlab: "glab" };

function requireProgram(program: Program, kind: Delivery["kind"]): void {
  if (mayRun(program)) return;
  throw new Failure(
    exitCodes.usage,
    `--${kind} runs ${program}, which isn't installed or which Deno was not allowed to run; nothing was written`,
    `run "deno task canary:${kind} <service> <action>", with ${program} installed`,
  );
}

/** Throws where this process can't make a commit that holds the move alone. */
export async function requireDeliverable(
  { kind, forge }: Delivery,
  { root, file, model }: { readonly root: string; readonly file: string; readonly model: Model },
): Promise<void> {
  requireProgram("git", kind);
  const run = programsIn(root);
  if (kind === "pr") requireProgram(forgeTools[forge ?? await forgeOfOrigin(run)], kind);
  await checkout(run).requireCommitted([file, treeRoot]);
  if (await isGenerated(model)) return;
  throw new Failure(
    exitCodes.refused,
    `Cannot commit: ${treeRoot}/ isn't what the catalogue says`,
    'run "deno task generate" and commit that first, so that the commit holds the canary\'s move alone',
  );
}

/** Delivers a move that was made; returns a line that says so. */
export async function deliver(
  { kind, forge }: Delivery,
  { root, service, file, move, effects }: {
    readonly root: string;
    readonly service: string;
    readonly file: string;
    readonly move: Move;
    readonly effects: readonly ClusterEffect[];
  },
): Promise<string> {
  const run = programsIn(root);
  const message = commitMessage({ service, summary: move.summary, reasons: [], effects, next: move.next });
  const commit = () => checkout(run).commit([file, treeRoot], message);
  const [subject] = message.split("\n");
  if (kind === "commit") return `committed ${(await commit()).slice(0, 12)} "${subject}"`;
  const { summary } = move;
  return await openPullRequest(run, { service, summary, message, commit, forge });
}
