/** What is built without Kustomize is what stock Kustomize builds. */
import assert from "node:assert/strict";
import { join } from "@std/path";
import { loadAll } from "js-yaml";
import { buildKustomization } from "../../lib/walk/read/build_kustomization.ts";
import type { KubernetesObject } from "../../lib/kubernetes_object.ts";
import { keyOf, refer } from "../../lib/walk/reference.ts";
import { renderTree } from "../../lib/tree/render_tree.ts";
import { kustomizeBuild } from "../stock/tools.ts";
import { kustomizations, withTree } from "../stock/tree_on_disk.ts";
import { fixtureModel, fixtureNames } from "../valid_fixtures.ts";
import { filesBelow } from "./files_below.ts";

const byKey = (objects: readonly KubernetesObject[]) =>
  Object.fromEntries(objects.map((object) => [keyOf(refer(object)), object]).toSorted());

async function compare(root: string, folders: readonly string[], read: (path: string) => string | undefined) {
  for (const folder of folders) {
    const stock = loadAll(await kustomizeBuild(join(root, folder))) as KubernetesObject[];
    const ours = buildKustomization(folder, read).map(({ object }) => object);
    assert.ok(ours.length > 0, folder);
    assert.deepEqual(byKey(ours), byKey(stock), folder);
    assert.equal(ours.length, stock.length, folder);
  }
}

Deno.test("every kustomization of the shipped tree is built as stock kustomize builds it", async () => {
  const read = (path: string) => Deno.readTextFileSync(path);
  const folders = filesBelow("clusters").filter((path) => path.endsWith("/kustomization.yaml"))
    .map((path) => path.slice(0, -"/kustomization.yaml".length));
  assert.ok(folders.length > 20);
  await compare(".", folders, read);
});

for (const name of fixtureNames) {
  Deno.test(`every kustomization of ${name} is built as stock kustomize builds it`, async () => {
    const { tree } = renderTree(await fixtureModel(name));
    await withTree(tree, (root) => compare(root, kustomizations(tree), (path) => tree.get(path)));
  });
}
