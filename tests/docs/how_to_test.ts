/** The how-tos that are written to be followed do what they say, as far as they need no lab. */
import { pageSteps } from "./follow_page.ts";
import { ScratchRepository } from "./scratch_repository.ts";

/** The pages, each with the languages of its blocks that aren't tried: those that need a cluster, and recordings. */
const PAGES: Readonly<Record<string, readonly string[]>> = {
  "docs/how-to/go-to-production.md": ["sh"],
  "docs/how-to/troubleshoot.md": [],
};

for (const [page, untried] of Object.entries(PAGES)) {
  Deno.test(`${page} prints what it shows, in a clone, without a lab`, async (t) => {
    // A lab of the machine's own must not be asked: there is none below this folder.
    const folder = await Deno.makeTempDir({ prefix: "no-lab-" });
    await Deno.remove(folder);
    await using scratch = await ScratchRepository.create({ THREERVISION_LAB: folder });
    const text = await Deno.readTextFile(new URL(`../../${page}`, import.meta.url));
    for (const { name, lab, follow } of pageSteps(page, text, untried)) {
      if (!lab && !await t.step(name, () => follow(scratch))) break;
    }
  });
}
