import assert from "node:assert/strict";
import { complete } from "../../lib/disk/complete.ts";
import { consistently } from "../../lib/disk/consistently.ts";
import { openTree } from "../../lib/disk/open_tree.ts";
import { interrupt } from "./support/interrupted.ts";
import { withRoot } from "./support/temporary_root.ts";
import { treeOf, write } from "./support/trees.ts";

Deno.test("a reading during which a write commits is done again", async () => {
  const rows: [string, (root: string) => () => void, number][] = [
    ["nothing happens", () => () => {}, 1],
    ["a write commits", (root) => () => void interrupt(root, treeOf({ "a.yaml": "2" })), 2],
    [
      "a write commits and ends",
      (root) => () => complete(root, interrupt(root, treeOf({ "a.yaml": "2" }))),
      2,
    ],
    ["a write that had committed ends", (root) => {
      const journal = interrupt(root, treeOf({ "a.yaml": "2" }));
      return () => complete(root, journal);
    }, 1],
    ["a write that had committed ends and another commits", (root) => {
      const journal = interrupt(root, treeOf({ "a.yaml": "2" }));
      return () => {
        complete(root, journal);
        Deno.renameSync(`${root}/.state/staged-${journal.id}`, `${root}/.state/staged-done`);
        const path = `${root}/.state/journal`;
        Deno.writeTextFileSync(path, JSON.stringify({ version: 2, ...journal, id: "another" }));
      };
    }, 2],
  ];
  for (const [what, prepare, expected] of rows) {
    await withRoot(async (root) => {
      await write(root, treeOf({ "a.yaml": "1" }));
      const meanwhile = prepare(root);
      let readings = 0;
      await consistently(root, () => {
        if (readings++ === 0) meanwhile();
      });
      assert.equal(readings, expected, what);
    });
  }
});

Deno.test("a reader that writers never let finish keeps them out", () =>
  withRoot(async (root) => {
    await write(root, treeOf({ "a.yaml": "1" }));
    let readings = 0;
    const result = await consistently(root, () => {
      const index = Deno.readTextFileSync(`${root}/.state/index`);
      Deno.writeTextFileSync(
        `${root}/.state/index`,
        index.replace(/"generation":"[^"]*"/, `"generation":"${readings}"`),
      );
      return ++readings;
    });
    assert.equal(result, 11);
    using tree = await openTree(root, { timeout: 0 });
    assert.equal(tree.recovery.kind, "nothing");
  }));
