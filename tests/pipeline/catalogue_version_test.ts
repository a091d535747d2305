import assert from "node:assert/strict";
import { join } from "@std/path";
import { catalogueVersion, isCatalogueVersion } from "../../lib/pipeline/catalogue_version.ts";

const files = {
  "deno.json": "{}",
  "services/shop.ts":
    `import { defineService } from "@3rvision/catalogue";\nimport { a } from "./_shared/a.ts";`,
  "services/_shared/a.ts": `export { b as a } from "../../shared/b.ts";`,
  "shared/b.ts": `import limits from "./limits.json" with { type: "json" };\nexport const b = limits;`,
  "shared/limits.json": `{ "cpu": "1" }`,
  "shared/text.tsx": "export default 1;",
  "shared/text.txt": "text",
  "overlays/lab.ts": "export default {};",
  "argocd/argocd.ts": "export default {};",
};
const helpers = ["services/_shared/a.ts", "shared/b.ts", "shared/limits.json"];

/** Everything that was written has looks of its own by then. */
const settled = () => Date.now() + 2000;

async function inRepository(
  use: (root: string, write: (file: string, text: string) => void) => Promise<void> | void,
): Promise<void> {
  const root = await Deno.makeTempDir({ prefix: "catalogue-" });
  const write = (file: string, text: string) => {
    Deno.mkdirSync(join(root, file, ".."), { recursive: true });
    Deno.writeTextFileSync(join(root, file), text);
  };
  try {
    for (const [file, text] of Object.entries(files)) write(file, text);
    await use(root, write);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

Deno.test("a version names every helper, however far away", () =>
  inRepository((root) => {
    assert.deepEqual(catalogueVersion(root, settled())?.helpers, helpers);
  }));

Deno.test("a catalogue that was changed in the second in which it was read has no version yet", () =>
  inRepository((root) => {
    assert.equal(catalogueVersion(root, Date.now()), null);
  }));

for (
  const [says, file, text] of [
    ["an import of a package", "services/shop.ts", `import { a } from "npm:a";`],
    ["an import of a built-in module", "services/_shared/a.ts", `import fs from "node:fs";`],
    ["an import from outside", "services/_shared/a.ts", `import { c } from "../../../c.ts";`],
    ["an import of what isn't there", "services/_shared/a.ts", `import { c } from "./c.ts";`],
    [
      "an import of TSX, whose text may hold quotes",
      "services/shop.ts",
      `import a from "../shared/text.tsx";`,
    ],
    ["an import of text", "services/shop.ts", `import text from "../shared/text.txt" with { type: "text" };`],
    ["a file that reads another", "shared/b.ts", `export const b = Deno.readTextFileSync("b.txt");`],
  ] as const
) {
  Deno.test(`a catalogue whose values may depend on more than its files has no version: ${says}`, () =>
    inRepository((root, write) => {
      write(file, text);
      assert.equal(catalogueVersion(root, settled()), null);
    }));
}

Deno.test("a version is told from any other by the looks of one file", async () => {
  const changed = ["deno.json", "deno.lock", "services/stock.ts", "services/stock.js", "services/shop.ts"];
  await Promise.all([...changed, ...helpers, undefined].map((file) =>
    inRepository(async (root, write) => {
      await new Promise((resolve) => setTimeout(resolve, 1100));
      const version = catalogueVersion(root, Date.now());
      assert.ok(version !== null && isCatalogueVersion(root, version));
      await new Promise((resolve) => setTimeout(resolve, 1100));
      if (file !== undefined) write(file, files[file as keyof typeof files] ?? "export default {};");
      assert.equal(isCatalogueVersion(root, version), file === undefined, file ?? "nothing");
    })
  ));
});
