import assert from "node:assert/strict";
import { type Run, Workspace } from "../workspace.ts";

let workspace: Workspace;
Deno.test.beforeAll(async () => {
  workspace = await Workspace.create();
});
Deno.test.afterAll(() => workspace[Symbol.asyncDispose]());

const flags = ["--no-prompt", "--allow-read=.", "--allow-write=services"];
const begin = (...args: string[]): Promise<Run> => workspace.run(["new", ...args], flags);

const refused: readonly [args: readonly string[], stderr: string][] = [
  [
    ["My_Service"],
    'error: Cannot create the service "My_Service": the name must be a DNS label: lower case letters, digits and "-", ' +
    'beginning with a letter, at most 63\n  fix: did you mean "my-service"?\n',
  ],
  [
    ["../x"],
    'error: Cannot create the service "../x": the name must be a DNS label: lower case letters, digits and "-", ' +
    'beginning with a letter, at most 63\n  fix: did you mean "x"?\n',
  ],
  [[], 'error: Cannot run new: <service> is missing\n  fix: see "deno task help new"\n'],
  [["a", "b"], 'error: Cannot run new: "b" is one argument too many\n  fix: see "deno task help new"\n'],
  [["a", "--port", "0"], 'error: --port is "0", must be a whole number from 1 to 65535\n'],
  [["a", "--port", "8e3"], 'error: --port is "8e3", must be a whole number from 1 to 65535\n'],
  [
    ["a", "--image", "A B"],
    'error: --image is "A B", must be a reference such as "registry.example/a:1.0.0"\n',
  ],
  [["a", "--prot", "1"], 'error: Unknown option "--prot"\n  fix: did you mean "--port"?\n'],
];

Deno.test("new writes a service that passes every rule and is generated", async () => {
  await workspace.reset();
  const run = await begin("reports");
  assert.deepEqual(run, {
    code: 0,
    stdout: `services/reports.ts: created
  next: change what the comments say, then run "deno task generate"
`,
    stderr: "",
  });
  assert.deepEqual(
    await workspace.run(["generate", "--json"]).then(({ stdout }) => JSON.parse(stdout).diagnostics),
    [],
  );
  assert.equal((await workspace.run(["check"])).code, 0);
  assert.ok((await workspace.files("clusters")).has("clusters/base/reports/deployment-stable.yaml"));
});

Deno.test("new passes where a cluster wants digests", async () => {
  await workspace.reset();
  assert.equal((await begin("reports")).code, 0);
  const lab = await workspace.read("overlays/lab.ts");
  await workspace.write("overlays/lab.ts", lab.replace("lab: true,", "defaults: { requireDigest: true },"));
  const { diagnostics } = JSON.parse((await workspace.run(["check", "--json"])).stdout);
  const files = diagnostics.map(({ file }: { file: string }) => file);
  assert.ok(!files.includes("services/reports.ts"), JSON.stringify(diagnostics, null, 2));
  assert.ok(files.includes("services/shop.ts"));
  await workspace.write("overlays/lab.ts", lab);
});

Deno.test("new takes a namespace, a port and an image", async () => {
  await workspace.reset();
  const run = await begin(
    "sales",
    "--namespace=office",
    "--port=3000",
    "--image=registry.example/sales:2.0.0",
  );
  assert.equal(run.code, 0, run.stderr);
  const text = await workspace.read("services/sales.ts");
  assert.match(text, /^ {2}namespace: "office",$/m);
  assert.match(text, /^ {2}image: "registry\.example\/sales:2\.0\.0",$/m);
  assert.match(text, /port: 3000 /);
  assert.equal((await workspace.run(["generate"])).code, 0);
});

Deno.test("new says so at once where the catalogue's rules refuse it", async () => {
  await workspace.reset();
  const run = await begin("kube", "--namespace=kube-system");
  assert.equal(run.code, 1);
  assert.match(run.stderr, /^services\/kube\.ts:\d+:\d+ error MESH\d+ /);
  await workspace.remove("services/kube.ts");
});

Deno.test("new never overwrites a file", async () => {
  await workspace.reset();
  const before = await workspace.read("services/shop.ts");
  assert.deepEqual(await begin("shop"), {
    code: 3,
    stdout: "",
    stderr: 'error: Cannot create "services/shop.ts": the file exists\n  fix: choose another name\n',
  });
  assert.equal(await workspace.read("services/shop.ts"), before);
});

Deno.test("new with --dry-run prints the file and writes nothing", async () => {
  await workspace.reset();
  const run = await begin("orders", "--dry-run");
  assert.deepEqual([run.code, run.stderr], [0, ""]);
  assert.match(run.stdout, /^import \{ defineService \} from "@3rvision\/catalogue";\n/);
  await assert.rejects(workspace.read("services/orders.ts"), Deno.errors.NotFound);
});

Deno.test("new says which task has the permission it needs", async () => {
  await workspace.reset();
  assert.deepEqual(await workspace.run(["new", "orders"]), {
    code: 64,
    stdout: "",
    stderr: 'error: Cannot create "services/orders.ts": Deno was started without --allow-write=services\n' +
      '  fix: run "deno task new orders"\n',
  });
});

for (const [args, stderr] of refused) {
  Deno.test(`new refuses ${JSON.stringify(args)}`, async () => {
    assert.deepEqual(await begin(...args), { code: 64, stdout: "", stderr });
  });
}
