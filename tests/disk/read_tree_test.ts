import assert from "node:assert/strict";
import { isEmpty, planChanges } from "../../lib/disk/plan.ts";
import { readSnapshot, readTree } from "../../lib/disk/read_tree.ts";
import { kill, line, startWriter } from "./support/child.ts";
import { interrupt } from "./support/interrupted.ts";
import { put, withRoot } from "./support/temporary_root.ts";
import { generated, oldAndNew, shown, treeOf, write } from "./support/trees.ts";

Deno.test("a tree that does not exist has no files", () =>
  withRoot(async (root) => {
    assert.equal((await readTree(root)).size, 0);
    assert.equal((await readSnapshot(root)).files.size, 0);
  }));

Deno.test("only files of ours are read, and only those asked for", () =>
  withRoot(async (root) => {
    put(root, {
      "a.yaml": generated("a.yaml"),
      "lab/b.yaml": generated("lab/b.yaml"),
      "lab/notes.yaml": "mine: true\n",
    });
    Deno.symlinkSync("a.yaml", `${root}/c.yaml`);
    assert.deepEqual([...(await readTree(root)).keys()], ["a.yaml", "lab/b.yaml"]);
    assert.deepEqual([...(await readTree(root, (path) => path.startsWith("lab/"))).keys()], ["lab/b.yaml"]);
  }));

Deno.test("reading leaves no trace", () =>
  withRoot(async (root) => {
    put(root, { "a.yaml": generated("a.yaml") });
    await readTree(root);
    await readSnapshot(root);
    assert.deepEqual([...Deno.readDirSync(root)].map(({ name }) => name), ["a.yaml"]);
  }));

Deno.test("a reader beside a writer sees the one tree or the other, never a mix", () =>
  withRoot(async (root) => {
    const size = 400;
    const { before, after } = oldAndNew(size);
    const shapes = [before, after].map((tree) => JSON.stringify(Object.entries(shown(tree))));
    await write(root, before);
    const child = startWriter(root, ["alternate", String(size)]);
    const seen = [0, 0];
    let pending = 0;
    try {
      assert.equal(await line(child), "begun");
      for (let reading = 0; reading < 150; reading++) {
        const shape = shapes.indexOf(JSON.stringify([...await readTree(root)]));
        assert.notEqual(shape, -1, "a mix of two trees was read");
        seen[shape]!++;
        const snapshot = await readSnapshot(root);
        if (snapshot.pending) pending++;
        assert.ok(
          [before, after].some((tree) => isEmpty(planChanges(snapshot, tree))),
          "a mix of two trees was scanned",
        );
      }
    } finally {
      await kill(child);
    }
    assert.ok(seen[0]! > 0 && seen[1]! > 0, `both trees are seen: ${seen}`);
    assert.ok(pending > 0, "some readings fall between the commit point and the end of a write");
  }));

Deno.test("a write whose every step may come between two of a reader's is read as done", () =>
  withRoot(async (root) => {
    const desired = treeOf({ "a.yaml": "2", "new/b.yaml": "1" });
    await write(root, treeOf({ "a.yaml": "1", "old.yaml": "1" }));
    const { id } = interrupt(root, desired);
    Deno.renameSync(`${root}/.state/staged-${id}/new`, `${root}/new`);
    assert.deepEqual(Object.fromEntries(await readTree(root)), shown(desired));
    Deno.renameSync(`${root}/.state/staged-${id}/a.yaml`, `${root}/a.yaml`);
    assert.deepEqual(Object.fromEntries(await readTree(root)), shown(desired));
    Deno.removeSync(`${root}/old.yaml`);
    assert.deepEqual(Object.fromEntries(await readTree(root)), shown(desired));
  }));
