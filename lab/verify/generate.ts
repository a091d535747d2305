import { currentCatalogue } from "../../lib/cli/canary/service_file.ts";
import { applyPlan, openTree, planChanges } from "../../lib/disk/mod.ts";
import { renderTree } from "../../lib/tree/render_tree.ts";
import { LabError } from "../lab_error.ts";

/**
 * Renders a repository's catalogue into its `clusters/`, whatever that deletes.
 *
 * @param root the folder of the repository.
 * @returns how many files were changed.
 * @throws {LabError} with the first of the catalogue's errors.
 */
export async function generate(root: string): Promise<number> {
  const { model, diagnostics } = await currentCatalogue(root);
  if (model === undefined) {
    throw new LabError(
      `Cannot read the catalogue in "${root}": ${diagnostics[0]?.message ?? "it has errors"}`,
    );
  }
  using tree = await openTree(`${root}/clusters`);
  const plan = planChanges(tree.scan(), renderTree(model).tree);
  await applyPlan(tree, plan, { allowDelete: true });
  return plan.creates.length + plan.updates.length + plan.deletes.length;
}
