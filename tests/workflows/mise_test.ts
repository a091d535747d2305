import assert from "node:assert/strict";
import { KIND_NODE_IMAGE } from "../../lib/kind/versions.ts";
import { type Pin, PINS } from "../../toolchain/pins.ts";
import { ROOT, workflows } from "./workflows.ts";

const read = (path: string) => Deno.readTextFileSync(new URL(path, ROOT));

const tools = new Map(
  [...read("mise.toml").matchAll(/^(\w+) = "([^"]+)"$/gm)].map((
    [, name = "", version = ""],
  ) => [name, version]),
);

for (const [name, version] of tools) {
  const pin = (PINS as unknown as Readonly<Record<string, Pin | undefined>>)[name];
  if (pin === undefined) continue;
  Deno.test(`people get the ${name} that the tests use`, () => assert.equal(version, pin.version));
}

Deno.test("people get the Deno that CI uses", () => {
  const [, version] = /deno@(\S+)/.exec(read(".ci/run")) ?? [];
  assert.equal(tools.get("deno"), version);
});

Deno.test("people get the Go that the tools are built with", () => {
  const [, version = ""] = /^go (\d+\.\d+)/m.exec(read("toolchain/go/kind/go.mod")) ?? [];
  assert.equal(tools.get("go"), version);
});

Deno.test("people get the kubectl of the lab's Kubernetes", () => {
  const [, version] = /:v([\d.]+)@/.exec(KIND_NODE_IMAGE) ?? [];
  assert.equal(tools.get("kubectl"), version);
});

Deno.test("the nightly workflow runs the pinned Kind", () => {
  const [, version] = /kind@v(\S+)/.exec(workflows().get("nightly.yaml")!.text) ?? [];
  assert.equal(version, PINS.kind.version);
});

Deno.test("the optional hook is executable and runs the check", () => {
  assert.ok((Deno.statSync(new URL(".githooks/pre-commit", ROOT)).mode! & 0o111) !== 0);
  assert.match(read(".githooks/pre-commit"), /^exec npx -y deno@\S+ task check$/m);
});
