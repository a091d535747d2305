/** What is rendered for the valid fixtures, and for the shipped catalogue, is what stands in Git, byte for byte. */
import assert from "node:assert/strict";
import { buildModel } from "../lib/model/build_model.ts";
import type { FileTree } from "../lib/tree/file_tree.ts";
import { renderTree } from "../lib/tree/render_tree.ts";
import { bundle, readTree, treeDifference, unbundle } from "./golden_tree.ts";
import { catalogueOf, fixtureModel, fixtureNames, loadFixture, loadFolder } from "./valid_fixtures.ts";

const advice = "If that is meant, run: deno task golden";

function assertSame(kept: FileTree, rendered: FileTree, help: string): void {
  const difference = treeDifference(kept, rendered);
  if (difference !== "") assert.fail(`${difference}\n\n${help}`);
}

for (const name of fixtureNames) {
  Deno.test(`${name} is rendered as tests/golden/${name} has it`, async () => {
    const { tree } = renderTree(await fixtureModel(name));
    assertSame(unbundle(readTree(`tests/golden/${name}`)), tree, advice);
  });

  Deno.test(`${name} is rendered to the same bytes again, and from files in another order`, async () => {
    const loaded = await loadFixture(name);
    const { tree } = renderTree(catalogueOf(name, loaded).model);
    const again = await loadFixture(name);
    assertSame(tree, renderTree(catalogueOf(name, again).model).tree, "Rendering is not deterministic");
    // Backwards, and with the first last: where only two files must change places, one of them does it.
    const turned = <T>(list: readonly T[]) => [...list.slice(1), ...list.slice(0, 1)];
    for (const reorder of [<T>(list: readonly T[]) => list.toReversed(), turned]) {
      const { model } = catalogueOf(name, {
        services: reorder(again.services),
        clusters: reorder(again.clusters),
        argocd: again.argocd,
      });
      const reordered = renderTree(model).tree;
      assertSame(tree, reordered, "Rendering depends on the order of files");
      assert.deepEqual([...tree.keys()], [...reordered.keys()]);
    }
  });

  Deno.test(`${name}: a rendering that starts from the one before it gives the same bytes`, async () => {
    const { catalogue, model } = catalogueOf(name, await loadFixture(name));
    const before = renderTree(model);
    const fewer = renderTree(buildModel({ ...catalogue, services: catalogue.services.slice(1) }), before);
    assertSame(before.tree, renderTree(model, fewer).tree, "What is taken over is out of date");
  });
}

Deno.test("every golden tree belongs to a fixture", () => {
  assert.deepEqual([...Deno.readDirSync("tests/golden")].map(({ name }) => name).sort(), fixtureNames);
});

Deno.test({
  name: "clusters/ is what services/, overlays/ and argocd/ render",
  ignore: ![...Deno.readDirSync(".")].some(({ name }) => name === "clusters"),
  async fn() {
    const { model } = catalogueOf("the shipped catalogue", await loadFolder(""));
    assertSame(readTree("clusters"), renderTree(model).tree, "Run: deno task generate");
  },
});

Deno.test("a bundle of golden files is read back as it was", async () => {
  const { tree } = renderTree(await fixtureModel(fixtureNames[0]!));
  assert.deepEqual(new Map(unbundle(bundle(tree))), new Map([...tree].sort(([a], [b]) => (a < b ? -1 : 1))));
});

Deno.test("a file that is missing, extra or different is named, and the first lines of the difference shown", () => {
  const kept = new Map([["a.yaml", "a: 1\n"], ["b.yaml", "b: 1\n"], ["same.yaml", "s: 1\n"]]);
  const rendered = new Map([["b.yaml", "b: 2\n"], ["c.yaml", "c: 1\n"], ["same.yaml", "s: 1\n"]]);
  const difference = treeDifference(kept, rendered);
  assert.match(difference, /^missing: a\.yaml\ndifferent: b\.yaml\nextra: c\.yaml\n/);
  assert.match(difference, /^--- a\/b\.yaml\n\+\+\+ b\/b\.yaml\n@@ -1,1 \+1,1 @@\n-b: 1\n\+b: 2$/m);
  assert.doesNotMatch(difference, /same/);
  assert.equal(treeDifference(kept, kept), "");
});

Deno.test("a difference of many files and lines is cut short, but every file is named", () => {
  const long = "line\n".repeat(200);
  const many = new Map(Array.from({ length: 9 }, (_, index) => [`${index}.yaml`, long] as const));
  const lines = treeDifference(new Map(), many).split("\n");
  assert.equal(lines.filter((line) => line.startsWith("extra: ")).length, 9);
  assert.ok(lines.length < 200, `${lines.length} lines`);
  assert.equal(lines.at(-1), "… 4 more files");
});
