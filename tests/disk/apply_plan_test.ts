import assert from "node:assert/strict";
import fc from "fast-check";
import { applyPlan } from "../../lib/disk/apply_plan.ts";
import { DiskError } from "../../lib/disk/errors.ts";
import { openTree } from "../../lib/disk/open_tree.ts";
import { planChanges } from "../../lib/disk/plan.ts";
import { readSnapshot, readTree } from "../../lib/disk/read_tree.ts";
import { runWriter } from "./support/child.ts";
import { interrupt } from "./support/interrupted.ts";
import { contents, leftovers, put, withRoot } from "./support/temporary_root.ts";
import { generated, oldAndNew, shown, treeOf, write } from "./support/trees.ts";

Deno.test("a first write makes the root and every file, and leaves nothing else", () =>
  withRoot(async (root) => {
    const tree = treeOf([
      "base/backend/service.yaml",
      "lab/README.md",
      "lab/argocd/applications/backend.yaml",
    ]);
    const { outcome } = await write(root, tree);
    assert.equal(outcome.kind, "written");
    assert.deepEqual(contents(root), shown(tree));
    assert.deepEqual(leftovers(root), []);
  }));

Deno.test("files get the mode 0644 and folders 0755 whatever the umask", () =>
  withRoot(async (root) => {
    const { code } = await runWriter(root, ["write", "before", "20"], { umask: "077" });
    assert.equal(code, 0);
    const mode = (path: string) => (Deno.lstatSync(`${root}/${path}`).mode! & 0o7777).toString(8);
    const found = ["base", "base/service-0", "turns/into/folder.yaml"].map(mode);
    assert.deepEqual(found, ["755", "755", "644"]);
    assert.equal((Deno.lstatSync(root).mode! & 0o7777).toString(8), "755");
  }));

Deno.test("a second write of the same tree changes nothing on the disk", () =>
  withRoot(async (root) => {
    const tree = treeOf(["base/a.yaml", "lab/b.yaml"]);
    await write(root, tree);
    const inodes = () => [...tree.keys()].map((path) => Deno.lstatSync(`${root}/${path}`).ino);
    const before = [inodes(), Deno.lstatSync(`${root}/.state/index`).ino];
    assert.equal((await write(root, tree)).outcome.kind, "same");
    assert.deepEqual([inodes(), Deno.lstatSync(`${root}/.state/index`).ino], before);
  }));

Deno.test("only files that differ are written", () =>
  withRoot(async (root) => {
    await write(root, treeOf({ "a.yaml": "1", "b.yaml": "1" }));
    const kept = Deno.lstatSync(`${root}/a.yaml`).ino;
    await write(root, treeOf({ "a.yaml": "1", "b.yaml": "2" }));
    assert.equal(Deno.lstatSync(`${root}/a.yaml`).ino, kept);
    assert.deepEqual(contents(root), shown(treeOf({ "a.yaml": "1", "b.yaml": "2" })));
  }));

Deno.test("folders that lose their last file go, others stay", () =>
  withRoot(async (root) => {
    await write(root, treeOf(["a/b/c/one.yaml", "a/b/two.yaml", "d/three.yaml", "e/four.yaml"]));
    put(root, { "d/notes.txt": "mine\n" });
    Deno.mkdirSync(`${root}/empty/inner`, { recursive: true });
    await write(root, treeOf(["a/b/two.yaml"]));
    assert.deepEqual(contents(root), {
      "a/b/two.yaml": generated("a/b/two.yaml"),
      "d/notes.txt": "mine\n",
      "empty/inner/": "",
    });
  }));

Deno.test("a write beside somebody's empty folder leaves that one as it is", () =>
  withRoot(async (root) => {
    Deno.mkdirSync(`${root}/own/empty`, { recursive: true });
    Deno.mkdirSync(`${root}/bare`);
    const { ino } = Deno.lstatSync(`${root}/own/empty`);
    const desired = treeOf(["a.yaml", "own/a.yaml", "bare/a.yaml"]);
    await write(root, desired);
    assert.equal(Deno.lstatSync(`${root}/own/empty`).ino, ino);
    assert.deepEqual(contents(root), { ...shown(desired), "own/empty/": "" });
  }));

Deno.test("without permission too many deletions are refused and nothing is written", () =>
  withRoot(async (root) => {
    const many = treeOf(Array.from({ length: 11 }, (_, number) => `base/file-${number}.yaml`));
    await write(root, many);
    using tree = await openTree(root);
    const plan = planChanges(tree.scan(), treeOf(["lab/new.yaml"]));
    const outcome = await applyPlan(tree, plan);
    assert.equal(outcome.kind, "refused");
    assert.deepEqual(outcome.kind === "refused" && outcome.deletes, plan.deletes);
    assert.deepEqual(contents(root), shown(many));
    assert.equal((await applyPlan(tree, plan, { allowDelete: true })).kind, "written");
    assert.deepEqual(contents(root), shown(treeOf(["lab/new.yaml"])));
  }));

Deno.test("while anything is in the way nothing is written", () =>
  withRoot(async (root) => {
    put(root, { "base/mine.yaml": "mine: true\n" });
    await assert.rejects(write(root, treeOf(["base/mine.yaml", "lab/a.yaml"])), (error) => {
      assert.ok(error instanceof DiskError);
      assert.equal(error.code, "conflict");
      assert.deepEqual(error.conflicts, [{
        kind: "foreign",
        path: "base/mine.yaml",
        obstacle: "base/mine.yaml",
      }]);
      return true;
    });
    assert.deepEqual(contents(root), { "base/mine.yaml": "mine: true\n" });
    assert.deepEqual(leftovers(root), []);
  }));

Deno.test("a file edited by hand is named in the plan and then overwritten", () =>
  withRoot(async (root) => {
    const tree = treeOf(["base/a.yaml", "base/b.yaml"]);
    await write(root, tree);
    put(root, { "base/a.yaml": tree.get("base/a.yaml") + "# a note\n" });
    const { plan } = await write(root, tree);
    assert.deepEqual(plan.handEdited, ["base/a.yaml"]);
    assert.deepEqual(contents(root), shown(tree));
  }));

Deno.test("what the caller gave is found by the next run", () =>
  withRoot(async (root) => {
    const desired = treeOf(["a.yaml"]);
    const notes = JSON.stringify({ warnings: ["one"] });
    for (const inputs of ["first", "second", "second"]) {
      using tree = await openTree(root);
      await applyPlan(tree, planChanges(tree.scan(), desired), { inputs, notes });
      const { inputs: found, notes: noted, untouched } = tree.scan();
      assert.deepEqual([found, noted, untouched], [inputs, notes, true]);
    }
    using tree = await openTree(root);
    await applyPlan(tree, planChanges(tree.scan(), desired));
    assert.equal(tree.scan().inputs, null);
  }));

Deno.test("the snapshot after a write is what a scan finds", () =>
  withRoot(async (root) => {
    const { before, after } = oldAndNew(40);
    put(root, { "base/service-0/notes.txt": "mine\n" });
    Deno.symlinkSync("nowhere", `${root}/base/link`);
    for (const desired of [before, after, before, new Map()]) {
      using tree = await openTree(root);
      const outcome = await applyPlan(tree, planChanges(tree.scan(), desired), {
        allowDelete: true,
        inputs: "x",
      });
      assert.ok(outcome.kind === "written");
      const { files, directories, ...found } = tree.scan();
      const { files: expectedFiles, directories: expectedDirectories, ...expected } = outcome.after;
      // What was just written has to be looked at again.
      const { filesRead, foldersRead, listed } = expected;
      assert.deepEqual({ ...found, filesRead, foldersRead, listed }, expected);
      assert.deepEqual([...directories].sort(), [...expectedDirectories].sort());
      const plain = (all: typeof files) =>
        [...all].map(([path, { recent: _, ...entry }]) => [path, entry]).sort(([a], [b]) => a! < b! ? -1 : 1);
      assert.deepEqual(plain(files), plain(expectedFiles));
    }
  }));

Deno.test("a known snapshot is taken over while nobody else has written", () =>
  withRoot(async (root) => {
    const first = (await write(root, treeOf(["a.yaml"]))).outcome;
    assert.ok(first.kind === "written");
    {
      using tree = await openTree(root);
      assert.equal(tree.scan(first.after), first.after);
    }
    await write(root, treeOf(["a.yaml", "b.yaml"]));
    using tree = await openTree(root);
    assert.deepEqual([...tree.scan(first.after).files.keys()].sort(), ["a.yaml", "b.yaml"]);
  }));

Deno.test("a snapshot that counted a pending write as done is not taken over", () =>
  withRoot(async (root) => {
    await write(root, treeOf(["a.yaml"]));
    interrupt(root, treeOf(["b.yaml"]));
    const pending = await readSnapshot(root);
    using tree = await openTree(root);
    const found = tree.scan(pending);
    assert.notEqual(found, pending);
    assert.equal(found.pending, false);
  }));

Deno.test("whatever changes where a plan writes, after it was made, stops the write before it begins", async () => {
  const old = treeOf({ "base/a.yaml": "1", "base/old.yaml": "1", "lab/services/x.yaml": "1" });
  const wanted = treeOf({
    "base/a.yaml": "2",
    "base/b.yaml": "1",
    "lab/services/x.yaml": "2",
    "prod/c.yaml": "1",
  });
  const rows: [string, (root: string) => void][] = [
    ["a file to update is edited", (root) => Deno.writeTextFileSync(`${root}/base/a.yaml`, "mine: true\n")],
    ["a file to update is deleted", (root) => Deno.removeSync(`${root}/base/a.yaml`)],
    ["a file to delete is edited", (root) => Deno.writeTextFileSync(`${root}/base/old.yaml`, "mine: true\n")],
    ["a file to create is there", (root) => Deno.writeTextFileSync(`${root}/base/b.yaml`, "mine: true\n")],
    ["a folder to create is there", (root) => Deno.mkdirSync(`${root}/prod`)],
    ["a folder to create is a link", (root) => Deno.symlinkSync("..", `${root}/prod`)],
    ["a file becomes a link to itself", (root) => {
      Deno.renameSync(`${root}/base/a.yaml`, `${root}/../a.yaml`);
      Deno.symlinkSync("../../a.yaml", `${root}/base/a.yaml`);
    }],
    ["a folder becomes a link to itself", (root) => {
      Deno.renameSync(`${root}/lab`, `${root}/../lab`);
      Deno.symlinkSync("../lab", `${root}/lab`);
    }],
  ];
  for (const [what, change] of rows) {
    await withRoot(async (root) => {
      await write(root, old);
      using tree = await openTree(root);
      const plan = planChanges(tree.scan(), wanted);
      change(root);
      const before = contents(root);
      await assert.rejects(applyPlan(tree, plan), { name: "DiskError", code: "changed" }, what);
      assert.deepEqual(contents(root), before, what);
      assert.deepEqual(leftovers(root), [], what);
    });
  }
});

Deno.test("a large write in two threads gives the same tree", () =>
  withRoot(async (root) => {
    const { before, after } = oldAndNew(3500);
    for (const desired of [before, after]) {
      await write(root, desired);
      assert.deepEqual(await readTree(root), new Map([...desired].sort(([a], [b]) => a < b ? -1 : 1)));
      using tree = await openTree(root);
      assert.equal(tree.scan().untouched, true);
    }
  }));

Deno.test("from any tree to any other: exactly the wanted files, and those of others untouched", async () => {
  const name = fc.constantFrom("a", "b", "c.yaml", "d.yaml", "kustomization.yaml");
  const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join("/"))
    .filter((path) => path.endsWith(".yaml"));
  const noneAbove = (files: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(files).filter(([path]) =>
        !Object.keys(files).some((other) => path.startsWith(`${other}/`))
      ),
    );
  const files = fc.dictionary(path, fc.constantFrom("1", "2"), { maxKeys: 12 }).map(noneAbove);
  const foreign = fc.dictionary(
    fc.constantFrom("notes.txt", "a/notes.txt", "a/b/notes.txt", "own/notes.txt", "a/mine.yaml"),
    fc.constantFrom("mine\n", ""),
  );
  const states = fc.array(files, { minLength: 2, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(states, foreign, (states, foreign) =>
      withRoot(async (root) => {
        put(root, foreign);
        for (const state of states) {
          const desired = treeOf(state);
          await write(root, desired);
          const found = contents(root);
          assert.deepEqual(found, shown(new Map([...desired, ...Object.entries(foreign)])));
          assert.deepEqual(leftovers(root), []);
          assert.deepEqual(Object.fromEntries(await readTree(root)), shown(desired));
        }
      })),
    { numRuns: 80 },
  );
});
