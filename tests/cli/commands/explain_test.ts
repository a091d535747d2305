import assert from "node:assert/strict";
import { Workspace } from "../workspace.ts";

let workspace: Workspace;
Deno.test.beforeAll(async () => {
  workspace = await Workspace.create();
  const generated = await workspace.run(["generate"]);
  assert.equal(generated.code, 0, generated.stderr);
});
Deno.test.afterAll(() => workspace[Symbol.asyncDispose]());

const explain = (...args: string[]) => workspace.run(["explain", ...args], ["--no-prompt", "--allow-read=."]);
const service = "clusters/base/stock/service.yaml";

Deno.test("explain says which line of which input a line comes from", async () => {
  const { code, stdout, stderr } = await explain("clusters/base/stock/authorization-policy.yaml:20");
  assert.deepEqual([code, stderr], [0, ""]);
  assert.match(stdout, /^clusters\/base\/stock\/authorization-policy\.yaml:20\n {2}20 \| .*sa\/shop\n/);
  assert.match(stdout, /\n {2}says +services\/shop\.ts:4:9 +name is "shop"\n/);
  assert.match(stdout, /\n {2}there because of +services\/shop\.ts:\d+:\d+ +calls\[0\] is "stock"\n/);
});

Deno.test("explain lists a whole file, a line each", async () => {
  const { code, stdout } = await explain(service);
  assert.equal(code, 0);
  const lines = stdout.trimEnd().split("\n");
  const text = await Deno.readTextFile(`${workspace.root}/${service}`);
  assert.equal(lines.length, text.trimEnd().split("\n").length);
  assert.ok(lines.every((line) => / ← ./.test(line)), stdout);
});

Deno.test("explain prints JSON", async () => {
  const { code, stdout } = await explain(`${service}:3`, "--json");
  assert.equal(code, 0);
  const { file, lines } = JSON.parse(stdout);
  assert.equal(file, service);
  assert.deepEqual(lines.map(({ line, kind }: { line: number; kind: string }) => [line, kind]), [[
    3,
    "rendered",
  ]]);
});

Deno.test("a line that isn't what the catalogue renders exits with 2", async () => {
  await using edited = await Workspace.create();
  assert.equal((await edited.run(["generate"])).code, 0);
  const path = `${edited.root}/${service}`;
  await Deno.writeTextFile(path, (await Deno.readTextFile(path)).replace("port: 8080", "port: 8081"));
  const line = (await Deno.readTextFile(path)).split("\n").findIndex((text) => text.includes("8081")) + 1;
  const { code, stdout } = await edited.run(["explain", `${service}:${line}`], [
    "--no-prompt",
    "--allow-read=.",
  ]);
  assert.equal(code, 2);
  assert.match(stdout, /edited or outdated/);
  assert.match(stdout, /port: 8080/);
  assert.match(stdout, /says +services\/stock\.ts:\d+:\d+ +ports\[0\]\.port is 8080/);
});

Deno.test("what can't be explained is said, with what is near", async () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ["clusters/base/stok/service.yaml:3", /did you mean "clusters\/base\/stock\/service\.yaml"\?/],
    ["services/stock.ts:3", /it isn't below "clusters"/],
    ["clusters/../services/stock.ts", /it isn't below "clusters"/],
    ["clusters/base/stock", /it is a folder/],
    [`${service}:999`, /the file has \d+ lines/],
  ];
  for (const [asked, expected] of cases) {
    const { code, stderr } = await explain(asked);
    assert.equal(code, 64, asked);
    assert.match(stderr, expected);
  }
});

Deno.test("a catalogue with errors can't be explained by", async () => {
  await using broken = await Workspace.create();
  const path = `${broken.root}/services/stock.ts`;
  await Deno.writeTextFile(path, (await Deno.readTextFile(path)).replace("8080", '"x"'));
  const { code, stderr } = await broken.run(["explain", service], ["--no-prompt", "--allow-read=."]);
  assert.equal(code, 1);
  assert.match(stderr, /services\/stock\.ts:\d+:\d+ error/);
});
