import assert from "node:assert/strict";
import { setWeight } from "../../../lib/canary/actions/mod.ts";
import { scratchTree } from "../../../lab/verify/scratch_tree.ts";
import { copyCatalogue } from "../whole/catalogue_copy.ts";

async function copied(): Promise<{ readonly folder: string } & AsyncDisposable> {
  const parent = await Deno.makeTempDir({ prefix: "rv-" });
  const folder = `${parent}/tree`;
  await copyCatalogue(folder);
  return { folder, [Symbol.asyncDispose]: () => Deno.remove(parent, { recursive: true }) };
}

Deno.test("a scratch tree is changed and rendered, the tree it was copied from is not", async (t) => {
  await using tree = await copied();
  const labTree = { workingTree: tree.folder, cluster: "lab" };
  const file = "clusters/base/backend/virtual-service.yaml";
  const original = await Deno.readTextFile(`${tree.folder}/${file}`);
  await using scratch = await scratchTree(labTree);
  const rendered = () => Deno.readTextFile(`${scratch.labTree.workingTree}/${file}`);

  await t.step("it is the same to begin with", async () => {
    assert.equal(await rendered(), original);
  });
  await t.step("a move changes the weights of the one service", async () => {
    const done = await scratch.move((service) =>
      service.name === "backend" ? setWeight(service, 50) : undefined
    );
    assert.deepEqual(done, ["backend: canary 10 % → 50 %"]);
    const { services } = await scratch.cluster();
    const weights = services.map(({ name, canary }) => [name, canary?.weight]);
    assert.deepEqual(weights, [["backend", 50], ["frontend", 10], ["ml", 10]]);
    assert.match(await rendered(), /weight: 50/);
  });
  await t.step("no move, no change", async () => {
    assert.deepEqual(await scratch.move(() => undefined), []);
  });
  await t.step("restored, it is the same again", async () => {
    await scratch.restore();
    assert.equal(await rendered(), original);
    assert.equal((await scratch.cluster()).services[0]?.canary?.weight, 10);
  });
  await t.step("a service that others call can't be removed, and nothing has changed", async () => {
    assert.equal(await scratch.remove("backend"), false);
    assert.equal(await rendered(), original);
    assert.equal((await scratch.cluster()).services.length, 3);
  });
  await t.step("one that nobody calls is switched off", async () => {
    assert.equal(await scratch.remove("frontend"), true);
    assert.deepEqual((await scratch.cluster()).services.map(({ name }) => name), ["backend", "ml"]);
    await assert.rejects(
      () => Deno.stat(`${scratch.labTree.workingTree}/clusters/lab/services/frontend`),
      Deno.errors.NotFound,
    );
  });
  assert.equal(await Deno.readTextFile(`${tree.folder}/${file}`), original);
});

Deno.test("a tree that is not what its catalogue says is not copied", async () => {
  await using tree = await copied();
  await Deno.writeTextFile(
    `${tree.folder}/services/backend.ts`,
    (await Deno.readTextFile(`${tree.folder}/services/backend.ts`)).replace("step: 0", "step: 1"),
  );
  await assert.rejects(
    () => scratchTree({ workingTree: tree.folder, cluster: "lab" }),
    /clusters" is not what the catalogue says/,
  );
});
