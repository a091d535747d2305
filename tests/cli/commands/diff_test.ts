import assert from "node:assert/strict";
import { type Run, Workspace } from "../workspace.ts";

let workspace: Workspace;
Deno.test.beforeAll(async () => {
  workspace = await Workspace.create();
});
Deno.test.afterAll(() => workspace[Symbol.asyncDispose]());

const diff = (...args: string[]): Promise<Run> =>
  workspace.run(["diff", ...args], ["--no-prompt", "--allow-read=."]);

async function begin(): Promise<void> {
  await workspace.reset();
  assert.equal((await workspace.run(["generate"])).code, 0);
}

Deno.test("diff prints nothing where nothing differs", async () => {
  await begin();
  assert.deepEqual(await diff(), { code: 0, stdout: "", stderr: "" });
});

Deno.test("diff prints a patch that leads to what generate would write", async () => {
  await begin();
  await workspace.writeService("stock", `  replicas: 3,\n`);
  await workspace.writeService("extra");
  await workspace.remove("services/shop.ts");
  const { code, stdout, stderr } = await diff();
  assert.deepEqual([code, stderr], [0, ""]);
  assert.match(
    stdout,
    /^-{3} a\/clusters\/base\/shop\/service\.yaml\n\+{3} \/dev\/null\n@@ -1,\d+ \+0,0 @@\n-# Gen/m,
  );
  assert.match(
    stdout,
    /^-{3} \/dev\/null\n\+{3} b\/clusters\/base\/extra\/service\.yaml\n@@ -0,0 \+1,\d+ @@\n\+# Gen/m,
  );
  assert.match(stdout, /^- {2}replicas: 1\n\+ {2}replicas: 3$/m);
  await workspace.write("change.patch", stdout);
  const applied = await new Deno.Command("git", { args: ["apply", "change.patch"], cwd: workspace.root })
    .output();
  assert.equal(applied.code, 0, new TextDecoder().decode(applied.stderr));
  assert.equal((await workspace.run(["check"])).code, 0);
});

Deno.test("diff counts with --stat", async () => {
  await begin();
  await workspace.remove("clusters/base/shop/service.yaml");
  const { code, stdout, stderr } = await diff("--stat");
  assert.deepEqual([code, stderr], [0, ""]);
  assert.match(
    stdout,
    /^ clusters\/base\/shop\/service\.yaml \| \d+ \++\n 1 file changed, \d+ lines added, 0 lines removed\n$/,
  );
});

Deno.test("diff is coloured when asked to, and only then in a pipe", async () => {
  await begin();
  await workspace.remove("clusters/base/shop/service.yaml");
  const { stdout } = await diff("--color=always");
  assert.ok(stdout.includes("\x1b[32m+apiVersion: v1\x1b[39m"), stdout);
  assert.ok(!(await diff()).stdout.includes("\x1b"));
});

Deno.test("diff prints the differences in the JSON document", async () => {
  await begin();
  await workspace.remove("clusters/base/shop/service.yaml");
  const { stdout } = await diff("--json");
  const { changes } = JSON.parse(stdout);
  assert.equal(changes.length, 1);
  assert.equal(changes[0].difference, (await diff()).stdout.trimEnd());
});

Deno.test("diff reports mistakes as check does", async () => {
  await workspace.writeService("stock", `  replica: 3,\n`);
  const { code, stdout, stderr } = await diff();
  assert.deepEqual([code, stdout], [1, ""]);
  assert.match(stderr, /^services\/stock\.ts:9:3 error SCHEMA001 /);
});
