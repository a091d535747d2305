import assert from "node:assert/strict";
import { LineReader } from "../line_reader.ts";
import { withoutTimes, Workspace } from "../workspace.ts";

let workspace: Workspace;
Deno.test.beforeAll(async () => {
  workspace = await Workspace.create();
});
Deno.test.afterAll(() => workspace[Symbol.asyncDispose]());

/** A watch that has written the tree once and waits for the first save. */
interface Watch {
  readonly result: LineReader;
  readonly messages: LineReader;
  readonly begun: string;
}

/** Starts a watch, lets a test work with it, and ends it as Ctrl-C does. */
async function watching(work: (watch: Watch) => Promise<void>, args: readonly string[] = []): Promise<void> {
  const child = workspace.command(["watch", ...args]).spawn();
  const [result, messages] = [new LineReader(child.stdout), new LineReader(child.stderr)];
  try {
    const begun = withoutTimes(await result.until(/^clusters\//));
    await messages.until(/^Watching /);
    await work({ result, messages, begun });
  } finally {
    child.kill("SIGINT");
    const [status] = await Promise.all([child.status, result.rest(), messages.rest()]);
    assert.deepEqual([status.code, status.signal], [0, null]);
  }
}

const until = async (reader: LineReader, pattern: RegExp) => withoutTimes(await reader.until(pattern));

Deno.test("watch writes the tree first, and then what each save changes", async () => {
  await workspace.reset();
  await watching(async ({ result, begun }) => {
    const all = (await workspace.files("clusters")).size;
    assert.equal(begun, `clusters/: ${all} created, 0 updated, 0 deleted, 0 unchanged (… s)\n`);
    for (const seconds of [60, 61]) {
      await workspace.writeService("stock", `  gracePeriod: "${seconds}s",\n`);
      assert.equal(
        await until(result, /stock\.ts/),
        `services/stock.ts → clusters/: 0 created, 1 updated, 0 deleted, ${all - 1} unchanged (… s)\n`,
      );
      const text = await workspace.read("clusters/base/stock/deployment-stable.yaml");
      assert.match(text, new RegExp(`terminationGracePeriodSeconds: ${seconds}\n`));
    }
  });
  const check = await workspace.run(["check"]);
  assert.deepEqual([check.code, check.stderr], [0, ""]);
});

Deno.test("watch goes on after a mistake, and writes nothing meanwhile", async () => {
  await workspace.reset();
  await watching(async ({ result, messages }) => {
    const before = await workspace.files("clusters");
    await workspace.writeService("stock", `  replica: 2,\n`);
    assert.equal(
      await until(messages, /nothing was written/),
      `services/stock.ts:9:3 error SCHEMA001 replica is not a known field
  9 | replica: 2,
    | ^
  fix: did you mean "replicas"?
1 error in 1 file; nothing was written
`,
    );
    await workspace.write("services/stock.ts", "export default {");
    assert.match(await until(messages, /nothing was written/), /^services\/stock\.ts:1:17 error LOAD001 /);
    assert.deepEqual(await workspace.files("clusters"), before);
    await workspace.writeService("stock");
    assert.match(await until(result, /stock\.ts/), / 0 updated, /);
    assert.deepEqual(await workspace.files("clusters"), before);
  });
});

Deno.test("watch sees files come and go, and changes of every folder", async () => {
  await workspace.reset();
  await watching(async ({ result }) => {
    await workspace.writeService("extra");
    assert.match(await until(result, /extra\.ts/), /^services\/extra\.ts → clusters\/: [1-9]\d* created, /);
    assert.ok((await workspace.files("clusters")).has("clusters/base/extra/service.yaml"));
    await workspace.remove("services/extra.ts");
    assert.match(await until(result, /extra\.ts/), / [1-9]\d* deleted, /);
    assert.ok(!(await workspace.files("clusters")).has("clusters/base/extra/service.yaml"));
    const lab = await workspace.read("overlays/lab.ts");
    await workspace.write("overlays/lab.ts", lab.replace('domain: "local"', 'domain: "test.local"'));
    assert.match(await until(result, /lab\.ts/), /^overlays\/lab\.ts → clusters\/: /);
  }, ["--allow-delete"]);
  assert.equal((await workspace.run(["check"])).code, 0);
});

Deno.test("watch puts the brake on deletions, and goes on", async () => {
  await workspace.reset();
  await watching(async ({ result, messages }) => {
    const stock = await workspace.read("services/stock.ts");
    await workspace.writeService("shop");
    assert.match(await until(result, /shop\.ts/), /^services\/shop\.ts → /);
    await workspace.remove("services/stock.ts");
    const refused = await until(messages, /--allow-delete/);
    assert.match(refused, /^error: Cannot write "clusters": 1 Argo CD Application would be deleted/);
    assert.ok((await workspace.files("clusters")).has("clusters/base/stock/service.yaml"));
    await workspace.write("services/stock.ts", stock);
    assert.match(await until(result, /stock\.ts/), / 0 created, 0 updated, 0 deleted, /);
  });
});

Deno.test("watch names a hand-edited file before it overwrites it", async () => {
  await workspace.reset();
  const path = "clusters/base/stock/deployment-stable.yaml";
  await watching(async ({ result, messages }) => {
    await workspace.write(path, `${await workspace.read(path)}# mine\n`);
    await workspace.writeService("stock", `  gracePeriod: "61s",\n`);
    assert.match(
      await until(messages, /fix:/),
      new RegExp(`^warning: 1 file was edited by hand .*\n  ${path}\n`),
    );
    assert.match(await until(result, /stock\.ts/), / 1 updated, /);
    assert.doesNotMatch(await workspace.read(path), /mine/);
  });
});

Deno.test("watch says which folder is missing", async () => {
  await workspace.reset();
  await workspace.remove("argocd");
  const run = await workspace.run(["watch"]);
  assert.deepEqual(run, {
    code: 64,
    stdout: "",
    stderr: 'error: Cannot watch "argocd/": it does not exist\n' +
      "  fix: run this at the repository's root, which has services/, overlays/ and argocd/\n",
  });
});
