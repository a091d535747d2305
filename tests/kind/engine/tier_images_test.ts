import assert from "node:assert/strict";
import { loadImages, tierImages } from "../../../lab/kind/tier_images.ts";
import { lab, service } from "../../model/catalogue_fixture.ts";
import { PretendedMachine } from "./pretended_machine.ts";

const canary = { image: "registry.example/web:2.0.0", steps: [10, 50], step: 0 };

async function inTree(folders: readonly string[], work: (tree: string) => Promise<void>): Promise<void> {
  const tree = await Deno.makeTempDir();
  try {
    for (const folder of folders) {
      await Deno.mkdir(`${tree}/apps/${folder}`, { recursive: true });
      await Deno.writeTextFile(`${tree}/apps/${folder}/Dockerfile`, "FROM scratch\n");
    }
    await work(tree);
  } finally {
    await Deno.remove(tree, { recursive: true });
  }
}

Deno.test("an image is built where apps/ has a Dockerfile of its name: stable and canary, each with its release", async () => {
  const model = lab([
    service("web", { canary }),
    service("db", { image: "docker.io/library/postgres:17.2" }),
    service("pinned", { image: `registry.example/web:1@sha256:${"a".repeat(64)}` }),
  ]);
  await inTree(["web"], async (tree) => {
    assert.deepEqual(await tierImages(tree, model), [
      { image: "registry.example/web:1.0.0", folder: `${tree}/apps/web`, release: "1.0.0" },
      { image: "registry.example/web:2.0.0", folder: `${tree}/apps/web`, release: "2.0.0" },
    ]);
  });
  await inTree([], async (tree) => assert.deepEqual(await tierImages(tree, model), []));
});

Deno.test("the load generator's image is built like a tier's", async () => {
  const { services } = lab([service("web")]);
  const { image, ...rest } = {
    image: "registry.example/load:1.2.3",
    requestsPerSecond: 5,
    host: "web.local",
  };
  const loadGenerator = { ...rest, image, path: "/", upload: false, resources: {} };
  await inTree(["load"], async (tree) => {
    assert.deepEqual(await tierImages(tree, { services, loadGenerator }), [
      { image, folder: `${tree}/apps/load`, release: "1.2.3" },
    ]);
  });
});

Deno.test("images are built one by one and copied at once; without any, nothing runs", async () => {
  const machine = new PretendedMachine();
  await machine.door.run({ program: "kind", args: ["create", "cluster", "--name", "lab"] });
  machine.calls.length = 0;
  assert.match(await loadImages(machine.door, "lab", [], () => {}), /^nothing to build/);
  assert.deepEqual(machine.calls, []);
  const images = ["a:1", "b:2"].map((image) => ({ image, folder: "/f", release: image.slice(2) }));
  const told: string[] = [];
  assert.equal(
    await loadImages(machine.door, "lab", images, (detail) => told.push(detail)),
    "2 built and copied",
  );
  assert.deepEqual(machine.calls.map(({ program, args }) => `${program} ${args[0]}`), [
    "docker build",
    "docker build",
    "kind load",
  ]);
  assert.deepEqual(told, ["building a:1", "building b:2", "copying them to the nodes"]);
});
