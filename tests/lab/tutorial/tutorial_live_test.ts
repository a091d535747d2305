/** The tutorial from its first block to its last, with a lab of processes. */
import assert from "node:assert/strict";
import { pageSteps } from "../../docs/follow_page.ts";
import { ScratchRepository } from "../../docs/scratch_repository.ts";
import { cannotRun, RUNNING } from "../live_lab.ts";
import { temporaryLayout } from "../process/temporary_layout.ts";

const PAGE = "docs/tutorial.md";

/** Follows the whole page; whether each of its steps did what it shows. */
async function follow(t: Deno.TestContext, scratch: ScratchRepository, down: boolean): Promise<boolean> {
  const text = await Deno.readTextFile(new URL(`../../../${PAGE}`, import.meta.url));
  for (const { name, follow } of pageSteps(PAGE, text)) {
    if (!down && name.endsWith("lab down")) continue;
    if (!await t.step(name, () => follow(scratch))) return false;
  }
  return true;
}

Deno.test({
  name: "the tutorial prints what it shows, with a lab",
  ignore: await cannotRun("the tutorial's lab isn't tried"),
  async fn(t) {
    if (RUNNING !== undefined) {
      // It is given its tree back at the end, and has echo programs for its tiers from then on.
      const { folder, workingTree } = RUNNING;
      await using scratch = await ScratchRepository.create({ THREERVISION_LAB: folder });
      try {
        assert.ok(await follow(t, scratch, false));
      } finally {
        await scratch.must(`cd ${scratch.clone} && deno task lab push --tree=${workingTree}`);
      }
      return;
    }
    await using temporary = await temporaryLayout();
    await using scratch = await ScratchRepository.create({ THREERVISION_LAB: temporary.layout.root });
    try {
      assert.ok(await follow(t, scratch, true));
    } finally {
      await scratch.must(`cd ${scratch.clone} && deno task lab down`);
    }
  },
});
