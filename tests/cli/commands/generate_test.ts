import assert from "node:assert/strict";
import { type Run, Workspace } from "../workspace.ts";

let workspace: Workspace;
Deno.test.beforeAll(async () => {
  workspace = await Workspace.create();
});
Deno.test.afterAll(() => workspace[Symbol.asyncDispose]());

const generate = (...args: string[]): Promise<Run> => workspace.run(["generate", ...args]);
const sum = (created: number, updated: number, deleted: number, unchanged: number) =>
  `clusters/: ${created} created, ${updated} updated, ${deleted} deleted, ${unchanged} unchanged (… s)\n`;

const mistake = `  traffic: { timeout: "soon" },\n  calls: [],\n`;
const mistakeText =
  `services/shop.ts:9:23 error SCHEMA004 traffic.timeout is "soon", must be a duration such as "250ms", "5s" or "1m30s"
  9 | traffic: { timeout: "soon" },
    |                     ^
1 error in 1 file; nothing was written
`;

/** Generates into an empty folder and returns how many files there are. */
async function begin(): Promise<number> {
  await workspace.reset();
  const run = await generate();
  assert.deepEqual([run.code, run.stderr], [0, ""]);
  return (await workspace.files("clusters")).size;
}

Deno.test("generate writes everything, says how much and names the first", async () => {
  await workspace.reset();
  const run = await generate();
  const paths = [...(await workspace.files("clusters")).keys()];
  const named = paths.slice(0, 10).map((path) => `  created ${path}\n`).join("");
  assert.deepEqual(run, {
    code: 0,
    stdout: `${sum(paths.length, 0, 0, 0)}${named}  … and ${paths.length - 10} others\n`,
    stderr: "",
  });
  assert.ok(paths.includes("clusters/base/shop/deployment-stable.yaml"), paths.join("\n"));
  assert.ok(paths.includes("clusters/lab/services/stock/kustomization.yaml"));
});

Deno.test("generate changes nothing the second time", async () => {
  const all = await begin();
  const before = await workspace.files("clusters");
  assert.deepEqual(await generate(), { code: 0, stdout: sum(0, 0, 0, all), stderr: "" });
  assert.deepEqual(await workspace.files("clusters"), before);
});

Deno.test("generate writes what a change of one service changes", async () => {
  const all = await begin();
  await workspace.writeService("stock", `  gracePeriod: "60s",\n`);
  assert.deepEqual(await generate(), {
    code: 0,
    stdout: `${sum(0, 1, 0, all - 1)}  updated clusters/base/stock/deployment-stable.yaml\n`,
    stderr: "",
  });
  assert.deepEqual(await generate(), { code: 0, stdout: sum(0, 0, 0, all), stderr: "" });
});

Deno.test("generate reports a mistake with its place and writes nothing", async () => {
  await workspace.reset();
  await workspace.writeService("shop", mistake);
  assert.deepEqual(await generate(), { code: 1, stdout: "", stderr: mistakeText });
  await assert.rejects(workspace.files("clusters"), Deno.errors.NotFound);
});

Deno.test("generate leaves the tree as it is when a mistake comes later", async () => {
  await begin();
  const before = await workspace.files("clusters");
  await workspace.writeService("shop", mistake);
  assert.deepEqual(await generate(), { code: 1, stdout: "", stderr: mistakeText });
  assert.deepEqual(await workspace.files("clusters"), before);
});

Deno.test("generate with --dry-run says what it would do and writes nothing", async () => {
  await workspace.reset();
  const run = await generate("--dry-run");
  assert.equal(run.code, 0);
  assert.match(
    run.stdout,
    /^clusters\/: \d+ to create, 0 to update, 0 to delete, 0 unchanged; nothing was written \(… s\)\n {2}create clusters\/base\/shop\//,
  );
  await assert.rejects(workspace.files("clusters"), Deno.errors.NotFound);
});

Deno.test("generate names files that were edited by hand before it overwrites them", async () => {
  const all = await begin();
  const path = "clusters/base/shop/service.yaml";
  const before = await workspace.read(path);
  await workspace.write(path, before.replace("8080", "9090"));
  assert.deepEqual(await generate(), {
    code: 0,
    stdout: `${sum(0, 1, 0, all - 1)}  updated ${path} (edited by hand)\n`,
    stderr: `warning: 1 file was edited by hand since it was generated; the edit is overwritten
  ${path}
  fix: make such a change in services/, overlays/ or argocd/; "git diff clusters" shows the edits
`,
  });
  assert.equal(await workspace.read(path), before);
});

Deno.test("generate doesn't touch a file that isn't ours, and won't overwrite one", async () => {
  await begin();
  await workspace.write("clusters/notes.txt", "mine");
  assert.equal((await generate()).code, 0);
  const path = "clusters/base/shop/service.yaml";
  await workspace.write(path, "mine");
  const run = await generate();
  assert.deepEqual([run.code, run.stdout], [3, ""]);
  assert.equal(
    run.stderr,
    `error: Cannot write "${path}": "${path}" is not a generated file
  fix: move "${path}" away, or delete it, and run again
`,
  );
  assert.deepEqual([await workspace.read(path), await workspace.read("clusters/notes.txt")], [
    "mine",
    "mine",
  ]);
});

Deno.test("generate deletes an Application only with --allow-delete", async () => {
  await begin();
  await workspace.remove("services/shop.ts");
  const refused = await generate();
  assert.deepEqual([refused.code, refused.stdout], [3, ""]);
  assert.match(
    refused.stderr,
    /^error: Cannot write "clusters": 1 Argo CD Application would be deleted, and what it runs with it\n {2}clusters\/lab\/argocd\/applications\/.*shop.*\.yaml\n/,
  );
  assert.match(refused.stderr, /\n {2}fix: if that is meant, run again with --allow-delete; /);
  assert.ok((await workspace.files("clusters")).has("clusters/base/shop/service.yaml"));
  const allowed = await generate("--allow-delete");
  assert.equal(allowed.code, 0, allowed.stderr);
  const left = [...(await workspace.files("clusters")).keys()].filter((path) => path.includes("shop"));
  assert.deepEqual(left, []);
});

Deno.test("generate writes only the selected service, and says what else differs", async () => {
  await begin();
  await workspace.writeService("shop", `  calls: ["stock"],\n  replicas: 3,\n`);
  await workspace.writeService("stock", `  replicas: 3,\n`);
  const run = await generate("--service", "stock");
  assert.equal(run.code, 0);
  assert.match(run.stdout, /updated clusters\/base\/stock\//);
  assert.doesNotMatch(run.stdout, /shop/);
  assert.match(run.stderr, /^\d+ more files? differs? outside what was asked for\n$/);
  assert.equal((await workspace.run(["check"])).code, 2);
  assert.equal((await generate()).code, 0);
  assert.equal((await workspace.run(["check"])).code, 0);
});

Deno.test("generate refuses a cluster and a service that don't exist", async () => {
  const all = await begin();
  assert.ok(all > 0);
  assert.deepEqual(await generate("--service", "stok"), {
    code: 64,
    stdout: "",
    stderr:
      'error: --service is "stok", which is no service of the catalogue\n  fix: did you mean "stock"?\n',
  });
  assert.deepEqual(await generate("--cluster", "lap"), {
    code: 64,
    stdout: "",
    stderr: 'error: --cluster is "lap", which is no cluster of the catalogue\n  fix: did you mean "lab"?\n',
  });
});

Deno.test("generate prints one JSON document with --json", async () => {
  await workspace.reset();
  const { code, stdout, stderr } = await generate("--json");
  assert.deepEqual([code, stderr], [0, ""]);
  const { command, exitCode, diagnostics, changes, summary } = JSON.parse(stdout);
  const paths = [...(await workspace.files("clusters")).keys()];
  assert.deepEqual({ command, exitCode, diagnostics }, {
    command: "generate",
    exitCode: 0,
    diagnostics: [],
  });
  assert.deepEqual(changes, paths.map((path) => ({ path, change: "create", editedByHand: false })));
  assert.deepEqual({ ...summary, milliseconds: 0 }, {
    errors: 0,
    warnings: 0,
    created: paths.length,
    updated: 0,
    deleted: 0,
    unchanged: 0,
    outside: 0,
    written: true,
    milliseconds: 0,
  });
});

Deno.test("generate prints mistakes as JSON, too", async () => {
  await workspace.reset();
  await workspace.writeService("shop", mistake);
  const { code, stdout, stderr } = await generate("--json");
  assert.deepEqual([code, stderr], [1, ""]);
  const { exitCode, diagnostics, changes, summary } = JSON.parse(stdout);
  assert.deepEqual([exitCode, changes, summary.errors, summary.written], [1, [], 1, false]);
  assert.deepEqual(diagnostics, [{
    severity: "error",
    code: "SCHEMA004",
    file: "services/shop.ts",
    line: 9,
    column: 23,
    path: "traffic.timeout",
    message: 'traffic.timeout is "soon", must be a duration such as "250ms", "5s" or "1m30s"',
  }]);
});

Deno.test("generate prints mistakes for GitHub", async () => {
  await workspace.reset();
  await workspace.writeService("shop", mistake);
  const { code, stderr } = await generate("--format=github");
  assert.equal(code, 1);
  assert.match(
    stderr,
    /^::error file=services\/shop\.ts,line=9,col=23,title=SCHEMA004::traffic\.timeout is/,
  );
});

Deno.test("generate remembers its warnings while nothing changes", async () => {
  await workspace.reset();
  await workspace.writeService("stock", `  calls: ["shop"],\n`);
  const first = await generate();
  assert.equal(first.code, 0);
  assert.match(first.stderr, /warning MESH\d+ /);
  const second = await generate();
  assert.equal(second.stderr, first.stderr);
  assert.match(second.stdout, /^clusters\/: 0 created, 0 updated, 0 deleted, /);
});

Deno.test("generate waits for another run, and says so", async () => {
  await begin();
  await workspace.writeService("stock", `  replicas: 3,\n`);
  const lock = await Deno.open(`${workspace.root}/clusters/.state/lock`, { write: true });
  await lock.lock(true);
  const child = workspace.command(["generate"]).spawn();
  const waiting = child.stderr.pipeThrough(new TextDecoderStream()).getReader();
  const { value } = await waiting.read();
  assert.match(value ?? "", /^Waiting for (another run|process \d+)/);
  lock.close();
  waiting.releaseLock();
  await child.stdout.cancel();
  assert.equal((await child.status).code, 0);
});
