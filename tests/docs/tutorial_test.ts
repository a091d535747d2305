/** The tutorial does what it says, as far as it needs no lab. */
import { pageSteps } from "./follow_page.ts";
import { ScratchRepository } from "./scratch_repository.ts";

const PAGE = "docs/tutorial.md";

Deno.test("the tutorial prints what it shows, in a clone, without a lab", async (t) => {
  await using scratch = await ScratchRepository.create();
  const text = await Deno.readTextFile(new URL(`../../${PAGE}`, import.meta.url));
  for (const { name, lab, follow } of pageSteps(PAGE, text)) {
    // What follows a step that failed would fail for that alone.
    if (!lab && !await t.step(name, () => follow(scratch))) break;
  }
});
