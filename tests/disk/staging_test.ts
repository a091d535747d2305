import assert from "node:assert/strict";
import type { Change } from "../../lib/disk/plan.ts";
import { Staging } from "../../lib/disk/staging.ts";
import { contents, leftovers, put, withRoot } from "./support/temporary_root.ts";

const CHANGES: readonly Change[] = Array.from(
  { length: 2000 },
  (_, number) => ({ path: `base/service-${number >> 3}/file-${number % 8}.yaml`, text: `# ${number} é\n` }),
);

const textsOf = (changes: readonly Change[]) =>
  Object.fromEntries([...changes].map(({ path, text }) => [path, text]).sort());

function treeOf(root: string, { id }: Staging): string {
  return `${root}/.state/staged-${id}`;
}

function offer(staging: Staging, changes: readonly Change[]): void {
  for (const { path, text } of changes) staging.offer(path, text);
}

for (const size of [30, 2000]) {
  for (const offered of [0, size >> 1, size]) {
    Deno.test(`${size} files, ${offered} of them offered early: all are there, and what is told of them is true`, () =>
      withRoot(async (root) => {
        put(root, { ".state/lock": "" });
        const changes = CHANGES.slice(0, size);
        await using staging = new Staging(root);
        offer(staging, changes.slice(0, offered));
        const batches = await staging.finish(changes);
        const tree = treeOf(root, staging);
        assert.deepEqual(contents(tree), textsOf(changes));
        let told = 0;
        for (const { paths, texts, sizes, modified, inodes } of batches) {
          for (const [index, path] of paths.entries()) {
            const { size, mtime, ino, mode } = Deno.lstatSync(`${tree}/${path}`);
            assert.equal(Deno.readTextFileSync(`${tree}/${path}`), texts[index]);
            assert.deepEqual([sizes[index], modified[index], inodes[index]], [size, +mtime!, ino]);
            assert.equal(mode! & 0o777, 0o644);
            told++;
          }
        }
        assert.equal(told, size);
      }));
  }
}

Deno.test("where a file was offered that is none of the changes, only the changes are staged", () =>
  withRoot(async (root) => {
    put(root, { ".state/lock": "" });
    for (const size of [10, 2000]) {
      await using staging = new Staging(root);
      offer(staging, CHANGES.slice(0, size));
      staging.offer("base/stray/file.yaml", "# stray\n");
      await staging.finish(CHANGES.slice(1, size));
      assert.deepEqual(contents(treeOf(root, staging)), textsOf(CHANGES.slice(1, size)));
    }
    assert.deepEqual(leftovers(root), []);
  }));

Deno.test("a path that no system should be given is not staged early", () =>
  withRoot(async (root) => {
    put(root, { ".state/lock": "" });
    await using staging = new Staging(root);
    staging.offer("../../../outside.yaml", "# outside\n");
    offer(staging, CHANGES);
    await staging.finish(CHANGES);
    assert.equal(Object.keys(contents(root)).length, 0);
    assert.deepEqual(contents(treeOf(root, staging)), textsOf(CHANGES));
  }));

Deno.test("a failure in either thread is told as the file system's own, and no thread writes on", async () => {
  for (const early of [false, true]) {
    for (const broken of [0, 1, CHANGES.length - 1]) {
      await withRoot(async (root) => {
        const staging = new Staging(root);
        // A file stands where the folder of one of the changes is to be.
        const { path } = CHANGES[broken]!;
        put(treeOf(root, staging), { [path.slice(0, path.lastIndexOf("/"))]: "" });
        if (early) offer(staging, CHANGES);
        await assert.rejects(staging.finish(CHANGES), { code: "ENOTDIR" });
        await staging[Symbol.asyncDispose]();
        assert.deepEqual(leftovers(root), []);
        await new Promise((resolve) => setTimeout(resolve, 20));
        assert.deepEqual(leftovers(root), []);
      });
    }
  }
});

Deno.test("what was offered and never finished leaves nothing, and no thread writes on", () =>
  withRoot(async (root) => {
    put(root, { ".state/lock": "" });
    for (let time = 0; time < 5; time++) {
      const staging = new Staging(root);
      offer(staging, CHANGES);
      await new Promise((resolve) => setTimeout(resolve, time * 15));
      await staging[Symbol.asyncDispose]();
      assert.deepEqual(leftovers(root), []);
      await new Promise((resolve) => setTimeout(resolve, 20));
      assert.deepEqual(leftovers(root), []);
    }
  }));

Deno.test("what the journal needs is not removed", () =>
  withRoot(async (root) => {
    put(root, { ".state/lock": "" });
    const staging = new Staging(root);
    await staging.finish(CHANGES.slice(0, 3));
    staging.commit();
    await staging[Symbol.asyncDispose]();
    assert.deepEqual(contents(treeOf(root, staging)), textsOf(CHANGES.slice(0, 3)));
  }));
