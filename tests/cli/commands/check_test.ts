import assert from "node:assert/strict";
import { type Run, Workspace } from "../workspace.ts";

let workspace: Workspace;
Deno.test.beforeAll(async () => {
  workspace = await Workspace.create();
});
Deno.test.afterAll(() => workspace[Symbol.asyncDispose]());

const readOnly = ["--no-prompt", "--allow-read=."];
const check = (...args: string[]): Promise<Run> => workspace.run(["check", ...args], readOnly);

/** Generates and returns how many files there are. */
async function begin(): Promise<number> {
  await workspace.reset();
  assert.equal((await workspace.run(["generate"])).code, 0);
  return (await workspace.files("clusters")).size;
}

Deno.test("check exits with 0 where the tree is what the catalogue says", async () => {
  const all = await begin();
  const expected = { code: 0, stdout: `clusters/: ${all} files as the catalogue says (… s)\n`, stderr: "" };
  assert.deepEqual(await check(), expected);
});

Deno.test("check needs nothing but the repository: a fresh clone has no index", async () => {
  const all = await begin();
  await workspace.remove("clusters/.state");
  const expected = { code: 0, stdout: `clusters/: ${all} files as the catalogue says (… s)\n`, stderr: "" };
  assert.deepEqual(await check(), expected);
  await assert.rejects(Deno.stat(`${workspace.root}/clusters/.state`), Deno.errors.NotFound);
});

Deno.test("check exits with 2 and names what is missing, outdated, left over or edited", async () => {
  const all = await begin();
  const [missing, edited] = ["clusters/base/shop/service.yaml", "clusters/base/stock/service.yaml"];
  await workspace.remove(missing);
  await workspace.write(edited, (await workspace.read(edited)).replace("8080", "9090"));
  await Deno.copyFile(`${workspace.root}/${edited}`, `${workspace.root}/clusters/base/stock/zz-old.yaml`);
  const run = await check();
  assert.deepEqual([run.code, run.stderr], [2, ""]);
  assert.equal(
    run.stdout,
    `clusters/: 1 missing, 1 outdated, 1 left over, ${all - 2} as the catalogue says (… s)
  missing   ${missing}
  outdated  ${edited} (edited by hand)
  left over clusters/base/stock/zz-old.yaml (edited by hand)
  fix: run "deno task generate" and commit the result
`,
  );
});

Deno.test("check exits with 2 after a change of the catalogue, and writes nothing", async () => {
  const all = await begin();
  await workspace.writeService("stock", `  gracePeriod: "60s",\n`);
  const before = await workspace.files("clusters");
  assert.deepEqual(await check(), {
    code: 2,
    stdout: `clusters/: 0 missing, 1 outdated, 0 left over, ${all - 1} as the catalogue says (… s)
  outdated  clusters/base/stock/deployment-stable.yaml
  fix: run "deno task generate" and commit the result
`,
    stderr: "",
  });
  assert.deepEqual(await workspace.files("clusters"), before);
});

Deno.test("check compares only the selected service", async () => {
  await begin();
  await workspace.writeService("stock", `  gracePeriod: "60s",\n`);
  assert.equal((await check("--service=shop")).code, 0);
  assert.equal((await check("--service=stock")).code, 2);
});

Deno.test("check exits with 1 for a mistake in the catalogue", async () => {
  await begin();
  await workspace.writeService("stock", `  replica: 3,\n`);
  assert.deepEqual(await check(), {
    code: 1,
    stdout: "",
    stderr: `services/stock.ts:9:3 error SCHEMA001 replica is not a known field
  9 | replica: 3,
    | ^
  fix: did you mean "replicas"?
1 error in 1 file
`,
  });
});

Deno.test("check reports every mistake of every file in one run", async () => {
  await begin();
  await workspace.writeService("stock", `  replica: 3,\n`);
  await workspace.write("services/broken.ts", "export default {\n");
  await workspace.write("services/throws.ts", `throw new Error("no");\n`);
  await workspace.write("services/empty.ts", "export const a = 1;\n");
  const { code, stderr } = await check();
  assert.equal(code, 1);
  const lines = stderr.split("\n").flatMap((line) =>
    /^(services\/\w+\.ts):\d+:\d+ error (\w+) /.exec(line)?.slice(1) ?? []
  );
  for (const file of ["broken", "throws", "empty", "stock"]) {
    assert.ok(lines.includes(`services/${file}.ts`), stderr);
  }
  assert.match(stderr, /\n\d errors in 4 files\n$/);
  assert.doesNotMatch(stderr, /\n\s+at /);
});

Deno.test("check prints JSON and annotations of what differs", async () => {
  const all = await begin();
  await workspace.remove("clusters/base/shop/service.yaml");
  const json = await check("--json");
  assert.deepEqual([json.code, json.stderr], [2, ""]);
  const { changes, summary } = JSON.parse(json.stdout);
  assert.deepEqual(changes, [{
    path: "clusters/base/shop/service.yaml",
    change: "create",
    editedByHand: false,
  }]);
  assert.deepEqual([summary.created, summary.unchanged, summary.written], [1, all - 1, false]);
  const github = await check("--format=github");
  assert.equal(
    github.stderr,
    "::error file=clusters/base/shop/service.yaml,line=1,title=drift::clusters/base/shop/service.yaml is missing" +
      '%0Afix: run "deno task generate" and commit the result\n',
  );
});
