import assert from "node:assert/strict";
import { complete } from "../../lib/disk/complete.ts";
import { readJournal } from "../../lib/disk/journal.ts";
import { interrupt } from "./support/interrupted.ts";
import { contents, put, withRoot } from "./support/temporary_root.ts";
import { oldAndNew, shown, treeOf, write } from "./support/trees.ts";

Deno.test("carrying a journal out twice is the same as once, from every step on", () =>
  withRoot(async (root) => {
    const { before, after } = oldAndNew(24);
    await write(root, before);
    const journal = interrupt(root, after);
    const { replaced, directories, files, deletes } = journal;
    assert.ok([replaced, directories, files, deletes].every((steps) => steps.length > 1));
    const steps = replaced.length + directories.length + files.length + deletes.length;
    for (let done = 0; done <= steps; done++) {
      const take = (from: number, list: readonly unknown[]) =>
        Math.max(0, Math.min(list.length, done - from));
      const part = {
        ...journal,
        replaced: replaced.slice(0, take(0, replaced)),
        directories: directories.slice(0, take(replaced.length, directories)),
        files: files.slice(0, take(replaced.length + directories.length, files)),
        deletes: deletes.slice(0, take(replaced.length + directories.length + files.length, deletes)),
      };
      const index = Deno.readTextFileSync(`${root}/.state/staged-${journal.id}.index`);
      complete(root, part);
      Deno.writeTextFileSync(`${root}/.state/staged-${journal.id}.index`, index);
    }
    complete(root, journal);
    assert.deepEqual(contents(root), shown(after));
    assert.equal(readJournal(root), null);
  }));

Deno.test("what refers to the others is moved after them and what is deleted goes last", () =>
  withRoot(async (root) => {
    const kustomization = "base/kustomization.yaml";
    await write(root, treeOf({ [kustomization]: "1", "base/old.yaml": "1", "base/service.yaml": "1" }));
    const desired = treeOf({
      [kustomization]: "2",
      "base/service.yaml": "2",
      "base/z.yaml": "1",
      "lab/b.yaml": "1",
    });
    const { id, ...journal } = interrupt(root, desired);
    assert.deepEqual(journal, {
      replaced: [],
      directories: ["lab"],
      files: ["base/z.yaml", "base/service.yaml", kustomization],
      deletes: ["base/old.yaml"],
    });
    // The last move is refused: everything before it is done, nothing after it.
    const before = Deno.readTextFileSync(`${root}/${kustomization}`);
    Deno.removeSync(`${root}/${kustomization}`);
    put(root, { [`${kustomization}/in-the-way`]: "" });
    assert.throws(() => complete(root, { id, ...journal }), { name: "DiskError", code: "io" });
    Deno.removeSync(`${root}/${kustomization}`, { recursive: true });
    Deno.writeTextFileSync(`${root}/${kustomization}`, before);
    const old = shown(treeOf({ [kustomization]: "1", "base/old.yaml": "1" }));
    assert.deepEqual(contents(root), { ...shown(desired), ...old });
    complete(root, { id, ...journal });
    assert.deepEqual(contents(root), shown(desired));
  }));

Deno.test("a folder that became a link is not removed", () =>
  withRoot(async (root) => {
    await write(root, treeOf(["base/a.yaml", "lab/b.yaml"]));
    const journal = interrupt(root, treeOf(["lab/b.yaml"]));
    Deno.removeSync(`${root}/base`, { recursive: true });
    put(root, { "../elsewhere/notes.txt": "mine\n" });
    Deno.symlinkSync("../elsewhere", `${root}/base`);
    complete(root, journal);
    assert.equal(contents(root)["base"], "-> ../elsewhere");
  }));
