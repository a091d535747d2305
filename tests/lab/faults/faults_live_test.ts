import assert from "node:assert/strict";
import { LAB_TREE, type LabTree } from "../../../lab/argocd/argocd_steps.ts";
import { withApi } from "../../../lab/commands/command_context.ts";
import { settle } from "../../../lab/commands/settle.ts";
import { type Layout, layoutOf } from "../../../lab/process/layout.ts";
import { processLab } from "../../../lab/process_lab.ts";
import { checkCatalogue } from "../../../lib/pipeline/check_catalogue.ts";
import { SETS } from "../../../toolchain/tools.ts";
import { reasonToSkip } from "../process/built_tools.ts";
import { temporaryLayout } from "../process/temporary_layout.ts";
import { copyCatalogue } from "../whole/catalogue_copy.ts";
import { problems, reportText } from "./fault_report.ts";
import { FAULTS } from "./faults.ts";
import { runFault } from "./run_fault.ts";

const skip = await reasonToSkip(SETS.lab);
if (skip !== undefined) console.warn(`SKIPPED, nothing is killed: ${skip}`);

/** A lab that runs already, and the tree that it runs: `<folder of the lab>:<tree>`. By default one is brought up. */
const RUNNING = Deno.env.get("THREERVISION_TEST_LAB");

/** Only faults whose names hold these words; by default all. */
const ONLY = Deno.env.get("THREERVISION_TEST_FAULT") ?? "";

const sanitize = { sanitizeOps: false, sanitizeResources: false };

Deno.test({
  name: "whatever is killed under load comes back by itself, and only what serves requests loses any",
  ignore: skip !== undefined,
  // The ways into the cluster live as long as the process.
  ...sanitize,
  async fn(t) {
    if (RUNNING !== undefined) {
      const [folder = "", workingTree = ""] = RUNNING.split(":");
      await killEach(t, layoutOf(() => folder), { ...LAB_TREE, workingTree });
      return;
    }
    await using temporary = await temporaryLayout();
    const { layout } = temporary;
    const workingTree = `${layout.root}-tree`;
    await copyCatalogue(workingTree);
    const labTree = { ...LAB_TREE, workingTree };
    const engine = processLab(layout, labTree, "echo");
    try {
      await engine.up({ onProgress: () => {} });
      await settle({ engine, labTree }, { timeout: 900 });
      await killEach(t, layout, labTree);
    } finally {
      await engine.down({ onProgress: () => {} });
      await Deno.remove(workingTree, { recursive: true });
    }
  },
});

async function killEach(t: Deno.TestContext, layout: Layout, labTree: LabTree): Promise<void> {
  const engine = processLab(layout, labTree);
  const { model } = await checkCatalogue(labTree.workingTree);
  const cluster = model?.clusters.find(({ name }) => name === labTree.cluster);
  assert.ok(cluster !== undefined);
  await withApi(engine, async (api) => {
    for (const fault of FAULTS.filter(({ name }) => name.includes(ONLY))) {
      await t.step({
        name: `${fault.name} is killed`,
        ...sanitize,
        async fn() {
          const report = await runFault({ layout, engine, api, cluster }, fault);
          console.log(`    ${reportText(report)}`);
          assert.deepEqual(problems(report), []);
          await settle({ engine, labTree }, { timeout: 300 });
        },
      });
    }
  });
}
