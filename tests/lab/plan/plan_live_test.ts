import assert from "node:assert/strict";
import { withApi } from "../../../lab/commands/command_context.ts";
import { pushTree } from "../../../lab/commands/push.ts";
import { processLab } from "../../../lab/process_lab.ts";
import { cannotRun, LIVE, type LiveLab, withLiveLab } from "../live_lab.ts";
import { batchesOf } from "./batches.ts";
import { corpusPage } from "./corpus_page.ts";
import { disagreements } from "./judge_play.ts";
import { playBatch } from "./play_batch.ts";
import type { Played } from "./played.ts";
import { notPlayed, plays } from "./plays.ts";
import { CLUSTER } from "./side_by_side.ts";
import { makeStageFolder } from "./stage_folder.ts";

/** Only transitions whose names match this regular expression; by default all. */
const ONLY = Deno.env.get("THREERVISION_TEST_TRANSITION") ?? "";

/** Where to write what came of all of them; by default nowhere. */
const PAGE = Deno.env.get("THREERVISION_TEST_PLAN_PAGE");

Deno.test({
  name: "what a plan calls safe loses no request, and what it refuses does, or is refused",
  ignore: await cannotRun("no transition is played"),
  ...LIVE,
  fn: (t) =>
    withLiveLab(async (lab) => {
      const folder = await Deno.makeTempDir({ prefix: "rv-plan-" });
      try {
        await makeStageFolder(`${folder}/tree`);
        await playAll(t, lab, `${folder}/tree`);
      } finally {
        await pushTree(lab, "The working tree again");
        await Deno.remove(folder, { recursive: true });
      }
    }),
});

async function playAll(t: Deno.TestContext, { layout }: LiveLab, folder: string): Promise<void> {
  const engine = processLab(layout, { workingTree: folder, cluster: CLUSTER });
  const all: Played[] = [];
  await withApi(engine, async (api) => {
    const batches = await batchesOf(plays.filter(({ transition: { name } }) => new RegExp(ONLY).test(name)));
    for (const batch of batches) {
      const played = await playBatch({ engine, api, folder, tell: console.log }, batch);
      all.push(...played);
      for (const [index, each] of played.entries()) {
        const { transition: { expected } } = batch[index]!;
        const { sent, failures } = each.load;
        const verdict = each.codes.length === 0 ? "safe" : each.codes.join(", ");
        await t.step({
          name: `${each.name} (${verdict}): ${failures.length} of ${sent} failed`,
          ...LIVE,
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
