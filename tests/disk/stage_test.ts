import assert from "node:assert/strict";
import type { Change } from "../../lib/disk/plan.ts";
import { stage } from "../../lib/disk/stage.ts";
import { contents, put, withRoot } from "./support/temporary_root.ts";

const CHANGES: readonly Change[] = Array.from(
  { length: 4000 },
  (_, number) => ({ path: `base/service-${number >> 3}/file-${number % 8}.yaml`, text: `# ${number} é\n` }),
);

Deno.test("what is told of each staged file is what the file system says", async () => {
  for (const changes of [CHANGES.slice(0, 30), CHANGES]) {
    await withRoot(async (root) => {
      put(root, {});
      Deno.mkdirSync(root);
      const staged = await stage(root, changes);
      assert.deepEqual(
        contents(root),
        Object.fromEntries([...changes].map(({ path, text }) => [path, text]).sort()),
      );
      for (const [index, { path, text }] of changes.entries()) {
        const { size, mtime, ino } = Deno.lstatSync(`${root}/${path}`);
        assert.equal(size, new TextEncoder().encode(text).length);
        assert.deepEqual([staged.sizes[index], staged.modified[index], staged.inodes[index]], [
          size,
          +mtime!,
          ino,
        ]);
      }
    });
  }
});

Deno.test("a failure in either thread is told as the file system's own, and no thread writes on", async () => {
  for (const broken of [0, 1, CHANGES.length - 1]) {
    await withRoot(async (root) => {
      // A file stands where the folder of one of the changes is to be.
      const folder = CHANGES[broken]!.path.slice(0, CHANGES[broken]!.path.lastIndexOf("/"));
      put(root, { [folder]: "" });
      await assert.rejects(stage(root, CHANGES), { code: "ENOTDIR" });
      Deno.removeSync(root, { recursive: true });
      await new Promise((resolve) => setTimeout(resolve, 20));
      assert.throws(() => Deno.lstatSync(root), Deno.errors.NotFound);
    });
  }
});
