import assert from "node:assert/strict";
import { DiskError } from "../../lib/disk/errors.ts";
import { openTree } from "../../lib/disk/open_tree.ts";
import { readSnapshot, readTree } from "../../lib/disk/read_tree.ts";
import { interrupt, prepare } from "./support/interrupted.ts";
import { contents, leftovers, put, withRoot } from "./support/temporary_root.ts";
import { generated, oldAndNew, shown, treeOf, write } from "./support/trees.ts";

const { before: OLD, after: NEW } = oldAndNew(40);

Deno.test("a run interrupted before its commit point is undone", () =>
  withRoot(async (root) => {
    await write(root, OLD);
    prepare(root, NEW);
    assert.deepEqual(Object.fromEntries(await readTree(root)), shown(OLD));
    using tree = await openTree(root);
    assert.deepEqual(tree.recovery, { kind: "undone", handEdited: [], damaged: [] });
    assert.deepEqual(contents(root), shown(OLD));
    assert.deepEqual(leftovers(root), []);
    assert.equal(tree.scan().untouched, true);
  }));

Deno.test("a run interrupted after its commit point is completed", () =>
  withRoot(async (root) => {
    await write(root, OLD);
    interrupt(root, NEW);
    assert.deepEqual(contents(root), shown(OLD));
    assert.deepEqual(Object.fromEntries(await readTree(root)), shown(NEW));
    {
      using tree = await openTree(root);
      assert.deepEqual(tree.recovery, { kind: "completed", handEdited: [], damaged: [] });
      assert.deepEqual(contents(root), shown(NEW));
      assert.deepEqual(leftovers(root), []);
      assert.equal(tree.scan().untouched, true);
      assert.equal(tree.scan().inputs, "all");
    }
    using tree = await openTree(root);
    assert.equal(tree.recovery.kind, "nothing");
  }));

Deno.test("a reader is told that a write is pending, and what the tree will be", () =>
  withRoot(async (root) => {
    await write(root, OLD);
    interrupt(root, NEW);
    const pending = await readSnapshot(root);
    assert.equal(pending.pending, true);
    assert.deepEqual([...pending.files.keys()].sort(), [...NEW.keys()].sort());
    assert.equal(pending.untouched, true);
    (await openTree(root)).close();
    assert.equal((await readSnapshot(root)).pending, false);
  }));

Deno.test("what came in the way of an interrupted write is not touched, and stays until it is moved away", async () => {
  const mine = "mine: true\n";
  const rows: [string, (root: string) => void, string][] = [
    ["a file", (root) => put(root, { "prod/b.yaml": mine }), "foreign"],
    ["a file where a folder comes", (root) => put(root, { "prod": mine }), "file"],
    ["a folder", (root) => Deno.mkdirSync(`${root}/base/b.yaml`), "directory"],
    ["a link", (root) => Deno.symlinkSync("../..", `${root}/base/b.yaml`), "symbolicLink"],
    ["a link where a folder comes", (root) => {
      Deno.mkdirSync(`${root}/../elsewhere`);
      Deno.symlinkSync("../elsewhere", `${root}/prod`);
    }, "symbolicLink"],
    ["an overwritten file", (root) => put(root, { "base/a.yaml": mine }), "foreign"],
  ];
  for (const [what, change, kind] of rows) {
    await withRoot(async (root) => {
      await write(root, treeOf({ "base/a.yaml": "1", "base/old.yaml": "1" }));
      const desired = treeOf({ "base/a.yaml": "2", "base/b.yaml": "1", "prod/b.yaml": "1" });
      interrupt(root, desired);
      change(root);
      const before = contents(root);
      await assert.rejects(openTree(root), (error) => {
        assert.ok(error instanceof DiskError, what);
        assert.equal(error.code, "conflict", what);
        assert.deepEqual(error.conflicts.map((conflict) => conflict.kind), [kind], what);
        assert.deepEqual(contents(root), before, what);
        return true;
      });
      for (const path of ["prod", "base/b.yaml", "base/a.yaml"]) {
        await Deno.remove(`${root}/${path}`, { recursive: true }).catch(() => {});
      }
      (await openTree(root)).close();
      assert.deepEqual(contents(root), shown(desired), what);
    });
  }
});

Deno.test("a file of others that came where a file of ours was to make room is not deleted", () =>
  withRoot(async (root) => {
    await write(root, treeOf({ "a.yaml": "1" }));
    const desired = treeOf({ "a.yaml/b.yaml": "1" });
    interrupt(root, desired);
    put(root, { "a.yaml": "mine: true\n" });
    await assert.rejects(openTree(root), { code: "conflict" });
    assert.deepEqual(contents(root), { "a.yaml": "mine: true\n" });
    put(root, { "a.yaml": generated("a.yaml", "1") });
    (await openTree(root)).close();
    assert.deepEqual(contents(root), shown(desired));
  }));

Deno.test("files edited since a run was interrupted are named, and those no longer ours are kept", () =>
  withRoot(async (root) => {
    await write(root, treeOf({ "a.yaml": "1", "b.yaml": "1", "c.yaml": "1", "d.yaml": "1" }));
    interrupt(root, treeOf({ "a.yaml": "2", "b.yaml": "2" }));
    put(root, {
      "a.yaml": generated("a.yaml", "1") + "# a note\n",
      "c.yaml": generated("c.yaml", "1") + "# a note\n",
      "d.yaml": "mine: true\n",
    });
    using tree = await openTree(root);
    assert.deepEqual(tree.recovery, { kind: "completed", handEdited: ["a.yaml", "c.yaml"], damaged: [] });
    assert.deepEqual(contents(root), {
      ...shown(treeOf({ "a.yaml": "2", "b.yaml": "2" })),
      "d.yaml": "mine: true\n",
    });
  }));

Deno.test("a folder made where an interrupted write brings one takes the files in", () =>
  withRoot(async (root) => {
    const desired = treeOf(["lab/services/a.yaml", "lab/services/b/c.yaml", "lab/d.yaml"]);
    await write(root, new Map());
    interrupt(root, desired);
    put(root, { "lab/services/notes.txt": "mine\n" });
    (await openTree(root)).close();
    assert.deepEqual(contents(root), { ...shown(desired), "lab/services/notes.txt": "mine\n" });
  }));

Deno.test("a folder deleted since is made again", () =>
  withRoot(async (root) => {
    await write(root, treeOf({ "lab/services/a.yaml": "1", "lab/b.yaml": "1" }));
    const desired = treeOf({ "lab/services/a.yaml": "2", "lab/b.yaml": "1", "lab/services/new/c.yaml": "1" });
    interrupt(root, desired);
    Deno.removeSync(`${root}/lab/services`, { recursive: true });
    (await openTree(root)).close();
    assert.deepEqual(contents(root), shown(desired));
  }));

Deno.test("a journal that a power cut spoilt is discarded, and the next write puts all in order", () =>
  withRoot(async (root) => {
    for (const spoilt of ["", "\u0000\u0000", '{"version":1}']) {
      await write(root, OLD);
      interrupt(root, NEW);
      Deno.writeTextFileSync(`${root}/.state/journal`, spoilt);
      assert.deepEqual(Object.fromEntries(await readTree(root)), shown(OLD));
      const { recovered } = await write(root, NEW);
      assert.equal(recovered, "discarded");
      assert.deepEqual(contents(root), shown(NEW));
      assert.deepEqual(leftovers(root), []);
    }
  }));

Deno.test("a staged file that a power cut spoilt is not put in place", () =>
  withRoot(async (root) => {
    await write(root, treeOf({ "a.yaml": "1" }));
    const desired = treeOf({ "a.yaml": "2", "lab/b.yaml": "1", "lab/c.yaml": "1" });
    const { id } = interrupt(root, desired);
    for (const path of ["a.yaml", "lab/b.yaml"]) {
      Deno.truncateSync(`${root}/.state/staged-${id}/${path}`);
    }
    {
      using tree = await openTree(root);
      assert.deepEqual(tree.recovery, {
        kind: "completed",
        handEdited: [],
        damaged: ["a.yaml", "lab/b.yaml"],
      });
      assert.equal(tree.scan().untouched, false);
      assert.deepEqual(contents(root), shown(treeOf({ "a.yaml": "1", "lab/c.yaml": "1" })));
    }
    await write(root, desired);
    assert.deepEqual(contents(root), shown(desired));
  }));
