import assert from "node:assert/strict";
import { KIND_NODE_IMAGE } from "../../lib/kind/versions.ts";
import { PINS } from "../../toolchain/pins.ts";

async function moduleFolder(): Promise<string> {
  const { module, moduleVersion } = PINS.kind;
  const { stdout, stderr } = await new Deno.Command("go", {
    args: ["mod", "download", "-json", `${module}@${moduleVersion}`],
    cwd: new URL("../../toolchain/go/kind", import.meta.url),
    env: { GOFLAGS: "-mod=readonly" },
    stdin: "null",
  }).output();
  const { Dir } = JSON.parse(new TextDecoder().decode(stdout)) as { readonly Dir?: string };
  assert.ok(Dir !== undefined, new TextDecoder().decode(stderr));
  return Dir;
}

Deno.test("the node image is the one that the pinned Kind was released with, digest included", async () => {
  const source = await Deno.readTextFile(`${await moduleFolder()}/pkg/apis/config/defaults/image.go`);
  assert.deepEqual(/const Image = "([^"]+)"/.exec(source)?.[1], KIND_NODE_IMAGE);
});
