import assert from "node:assert/strict";
import { LAB_TREE } from "../../../lab/argocd/argocd_steps.ts";
import { withApi } from "../../../lab/commands/command_context.ts";
import { pushTree } from "../../../lab/commands/push.ts";
import { settle } from "../../../lab/commands/settle.ts";
import { type Layout, layoutOf } from "../../../lab/process/layout.ts";
import { processLab } from "../../../lab/process_lab.ts";
import { SETS } from "../../../toolchain/tools.ts";
import { reasonToSkip } from "../process/built_tools.ts";
import { temporaryLayout } from "../process/temporary_layout.ts";
import { batchesOf } from "./batches.ts";
import { corpusPage } from "./corpus_page.ts";
import { disagreements } from "./judge_play.ts";
import { playBatch } from "./play_batch.ts";
import type { Played } from "./played.ts";
import { notPlayed, plays } from "./plays.ts";
import { CLUSTER } from "./side_by_side.ts";
import { makeStageFolder } from "./stage_folder.ts";

const skip = await reasonToSkip(SETS.lab);
if (skip !== undefined) console.warn(`SKIPPED, no transition is played: ${skip}`);

/** A lab that runs already, and the tree that it runs: `<folder of the lab>:<tree>`. By default one is brought up. */
const RUNNING = Deno.env.get("THREERVISION_TEST_LAB");

/** Only transitions whose names hold these words; by default all. */
const ONLY = Deno.env.get("THREERVISION_TEST_TRANSITION") ?? "";

/** Where to write what came of all of them; by default nowhere. */
const PAGE = Deno.env.get("THREERVISION_TEST_PLAN_PAGE");

const sanitize = { sanitizeOps: false, sanitizeResources: false };

Deno.test({
  name: "what a plan calls safe loses no request, and what it refuses does, or is refused",
  ignore: skip !== undefined,
  // The ways into the cluster live as long as the process.
  ...sanitize,
  async fn(t) {
    await using temporary = await temporaryLayout();
    const folder = `${temporary.layout.root}-tree`;
    await makeStageFolder(folder);
    if (RUNNING !== undefined) {
      const [lab = "", workingTree = ""] = RUNNING.split(":");
      const layout = layoutOf(() => lab);
      const labTree = { ...LAB_TREE, workingTree };
      const context = { engine: processLab(layout, labTree), labTree };
      try {
        await playAll(t, layout, folder);
      } finally {
        await pushTree(context, "The working tree again");
      }
      return;
    }
    const { layout } = temporary;
    const labTree = { workingTree: folder, cluster: CLUSTER };
    const engine = processLab(layout, labTree, "echo");
    try {
      await engine.up({ onProgress: () => {} });
      await settle({ engine, labTree }, { timeout: 900 });
      await playAll(t, layout, folder);
    } finally {
      await engine.down({ onProgress: () => {} });
    }
  },
});

async function playAll(t: Deno.TestContext, layout: Layout, folder: string): Promise<void> {
  const engine = processLab(layout, { workingTree: folder, cluster: CLUSTER });
  const all: Played[] = [];
  await withApi(engine, async (api) => {
    const batches = await batchesOf(plays.filter(({ transition: { name } }) => name.includes(ONLY)));
    for (const batch of batches) {
      const played = await playBatch({ engine, api, folder, tell: console.log }, batch);
      all.push(...played);
      for (const [index, each] of played.entries()) {
        const { transition: { expected } } = batch[index]!;
        const { sent, failures } = each.load;
        const verdict = each.codes.length === 0 ? "safe" : each.codes.join(", ");
        await t.step({
          name: `${each.name} (${verdict}): ${failures.length} of ${sent} failed`,
          ...sanitize,
          fn() {
            assert.deepEqual(disagreements(each), []);
            assert.deepEqual(each.codes, expected);
          },
        });
      }
    }
  });
  if (PAGE !== undefined && ONLY === "") await Deno.writeTextFile(PAGE, corpusPage(all, notPlayed));
}
