/** Makes a move: edits the service file and generates, or says what that would do. */
import type { Move } from "../../canary/actions/mod.ts";
import { type ClusterEffect, clusterEffects } from "../../canary/effects.ts";
import type { LocatedDiagnostic } from "../../diagnostic.ts";
import { readSnapshot } from "../../disk/read_tree.ts";
import type { LoadedFile } from "../../catalogue/load/load_catalogue.ts";
import type { Model } from "../../model/types.ts";
import type { Plan } from "../../plan/make_plan.ts";
import { type FileDifference, fileDifference } from "../../report/file_difference.ts";
import { type Rendering, renderTree } from "../../tree/render_tree.ts";
import { TreeError } from "../../walk/read/tree_error.ts";
import type { Context } from "../command.ts";
import { generateCommand } from "../commands/generate.ts";
import { treeRoot } from "../compare_tree.ts";
import { type ExitCode, exitCodes } from "../exit_code.ts";
import { Failure } from "../failure.ts";
import { readPolicy } from "../read_policy.ts";
import { type SelectedPlan, selectedPlan } from "../selected_plan.ts";
import { wholeTree } from "../selection.ts";
import type { ServiceFile } from "./service_file.ts";
import { withStagedEdit } from "./stage_edit.ts";

/** What a move is made with. */
export interface MoveOptions {
  /** Where. */
  readonly context: Context;
  /** Every file's value before the move. */
  readonly values: readonly LoadedFile[];
  /** The model before the move. */
  readonly model: Model;
  /** The service and its file. */
  readonly source: ServiceFile;
  /** What changes. */
  readonly move: Move;
  /** Called when it is known what the move does, before anything is written; false: nothing is to be. */
  readonly confirm: (found: FoundMove) => boolean | Promise<boolean>;
}

/** What a move does, before it is made. */
export interface FoundMove {
  /** What it means in each cluster. */
  readonly effects: readonly ClusterEffect[];
  /** The change of the service file. */
  readonly difference: FileDifference;
  /** Warnings. */
  readonly diagnostics: readonly LocatedDiagnostic[];
  /** What changes in `clusters/`. */
  readonly planned: SelectedPlan;
  /** What that does to the clusters, and whether it may be done. */
  readonly plan: Plan;
}

/** What became of a move. */
export type MadeMove =
  | { readonly kind: "made" | "planned"; readonly found: FoundMove }
  /** The catalogue would have errors. */
  | { readonly kind: "invalid"; readonly diagnostics: readonly LocatedDiagnostic[] };

/** Throws where files would be deleted that aren't the service's own. */
function requireOwnDeletes({ planned, service }: { planned: SelectedPlan; service: string }): void {
  const own = new RegExp(`^(?:base|[^/]+/services)/${service}/`);
  const others = planned.plan.deletes.filter((path) => !own.test(path));
  if (others.length === 0) return;
  throw new Failure(
    exitCodes.refused,
    `Cannot move the canary: ${treeRoot}/${others[0]} would be deleted too`,
    'run "deno task generate" first, and look at what it deletes',
  );
}

/** Whether the tree is what the catalogue says, so that a commit of it would hold nothing else. */
export async function isGenerated(model: Model): Promise<boolean> {
  const snapshot = await readSnapshot(treeRoot);
  return selectedPlan(snapshot, renderTree(model).tree, wholeTree).changes.length === 0;
}

/** Throws where the plan is unsafe, nobody has accepted that, and the move can wait. */
function requireSafe({ verdict, splits }: Plan, { rescue = false }: Move, file: string): void {
  if (verdict !== "unsafe" || rescue) return;
  const accept = `write into "accept" of ${file} why it may be done all the same`;
  throw new Failure(
    exitCodes.refused,
    "Cannot move the canary: the plan is unsafe; nothing was written",
    splits.length > 0 ? `take the steps that the plan proposes, or ${accept}` : accept,
  );
}

async function planOf(
  { context, source }: MoveOptions,
  { model, text }: { readonly model: Model; readonly text: string },
  before: Rendering,
  after: Rendering,
): Promise<Plan> {
  const { makePlan } = await import("../../plan/mod.ts");
  const policy = await readPolicy(context.root, model, new Map([[source.file, text]]));
  try {
    return makePlan(before.tree, after.tree, policy);
  } catch (error) {
    // A canary must be able to leave, whatever else is in the tree.
    if (!(error instanceof TreeError)) throw error;
    return {
      verdict: "unknown",
      clusters: [],
      findings: [],
      idle: [],
      splits: [],
      unknowns: [error.message],
    };
  }
}

async function generate(context: Context): Promise<ExitCode> {
  return await generateCommand.run(context, {
    options: {
      cluster: [],
      service: [],
      "allow-delete": true,
      "dry-run": false,
      format: "text",
      json: false,
    },
    positionals: [],
  });
}

/**
 * Loads and checks the catalogue as it would be, plans, asks, and only then replaces the service file and generates.
 * Throws a `Refusal` or {@linkcode Failure} where that can't be done or the plan is unsafe; nothing has been written
 * then.
 */
export async function makeMove(options: MoveOptions): Promise<MadeMove> {
  const { context, values, source, move } = options;
  const { service, file } = source;
  return await withStagedEdit({ root: context.root, values, source, move }, async (staged) => {
    const { diagnostics, model } = staged;
    if (model === undefined) return { kind: "invalid", diagnostics };
    const snapshot = await readSnapshot(treeRoot);
    const before = renderTree(options.model);
    const after = renderTree(model, before);
    const planned = selectedPlan(snapshot, after.tree, wholeTree);
    requireOwnDeletes({ planned, service: service.name });
    const found: FoundMove = {
      effects: clusterEffects(options.model, model, service.name),
      difference: fileDifference({ path: file, before: source.text, after: staged.text }),
      diagnostics,
      planned,
      plan: await planOf(options, { model, text: staged.text }, before, after),
    };
    const confirmed = await options.confirm(found);
    requireSafe(found.plan, move, file);
    if (!confirmed) return { kind: "planned", found };
    staged.replace();
    const exitCode = await generate(context);
    if (exitCode !== exitCodes.ok) {
      throw new Failure(
        exitCode,
        `${file} is changed, ${treeRoot}/ is not`,
        'run "deno task generate" when the cause is gone',
      );
    }
    return { kind: "made", found };
  });
}
