import assert from "node:assert/strict";
import { takeLock } from "../../lib/disk/lock.ts";
import { openTree } from "../../lib/disk/open_tree.ts";
import { kill, line, startWriter } from "./support/child.ts";
import { contents, withRoot } from "./support/temporary_root.ts";
import { shown, treeOf, write } from "./support/trees.ts";

Deno.test("a second run says whom it waits for and goes on when that one ends", () =>
  withRoot(async (root) => {
    const child = startWriter(root, ["hold"]);
    assert.equal(await line(child), "held");
    const waited: string[] = [];
    const second = openTree(root, {
      onWait(holder) {
        waited.push(holder);
        child.stdin.close();
      },
    });
    (await second).close();
    assert.deepEqual(waited, [`process ${child.pid}`]);
    await child.stdout.cancel();
    assert.equal((await child.status).code, 0);
  }));

Deno.test("a run that is killed lets the next one in", () =>
  withRoot(async (root) => {
    const child = startWriter(root, ["hold"]);
    assert.equal(await line(child), "held");
    const second = openTree(root, { onWait: () => void kill(child) });
    (await second).close();
    await child.status;
  }));

Deno.test("a second run gives up after its timeout and says who is writing", () =>
  withRoot(async (root) => {
    using _first = await openTree(root);
    await assert.rejects(openTree(root, { timeout: 50 }), {
      name: "DiskError",
      code: "locked",
      message: `Cannot write "${root}": process ${Deno.pid} is still writing it`,
    });
  }));

Deno.test("a lock that is free is taken without waiting", () =>
  withRoot(async (root) => {
    const onWait = () => assert.fail("waited");
    for (let turn = 0; turn < 3; turn++) (await openTree(root, { onWait })).close();
  }));

Deno.test("a lock that cannot be made is told", () =>
  withRoot((root) => assert.rejects(takeLock(root, {}), { name: "DiskError", code: "io" })));

Deno.test("many runs at once write one after the other", () =>
  withRoot(async (root) => {
    const trees = Array.from({ length: 8 }, (_, turn) =>
      treeOf({ "a.yaml": `${turn}\n`, [`only/${turn}.yaml`]: "1" }));
    await Promise.all(trees.map((tree) =>
      write(root, tree)
    ));
    const found = contents(root);
    assert.ok(trees.some((tree) => JSON.stringify(shown(tree)) === JSON.stringify(found)));
  }));
