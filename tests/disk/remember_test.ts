import assert from "node:assert/strict";
import { remember } from "../../lib/disk/remember.ts";
import { scan } from "../../lib/disk/scan.ts";
import { readIndex } from "../../lib/disk/tree_index.ts";
import { withRoot } from "./support/temporary_root.ts";
import { treeOf, write } from "./support/trees.ts";

const paths = Array.from({ length: 60 }, (_, index) => `base/service-${index}/service.yaml`);

function rescan(root: string) {
  return scan(root, readIndex(`${root}/.state/index`), null);
}

Deno.test("what had to be read once need not be read again", () =>
  withRoot(async (root) => {
    await write(root, treeOf(paths));
    // Until what was written is no longer recent.
    await new Promise((resolve) => setTimeout(resolve, 100));
    const first = rescan(root);
    assert.ok(first.foldersRead > paths.length);
    const after = remember(root, first, first);
    assert.equal(after.generation, first.generation);
    const second = rescan(root);
    assert.deepEqual([second.filesRead, second.foldersRead, second.untouched], [0, 0, true]);
    assert.deepEqual(second, after);
  }));

Deno.test("the index is not written where little had to be read and nothing else is to be remembered", () =>
  withRoot(async (root) => {
    await write(root, treeOf(paths.slice(0, 3)));
    const index = `${root}/.state/index`;
    const { ino } = Deno.lstatSync(index);
    const found = rescan(root);
    assert.equal(remember(root, found, found), found);
    assert.equal(Deno.lstatSync(index).ino, ino);
    for (const changed of [{ ...found, notes: "others" }, { ...found, inputs: "others" }]) {
      remember(root, rescan(root), changed);
      const { notes, inputs } = rescan(root);
      assert.deepEqual([notes, inputs], [changed.notes, changed.inputs]);
    }
  }));
