/** What a run takes over from the one before, and what it doesn't. */
import assert from "node:assert/strict";
import { join } from "@std/path";
import { Workspace } from "../workspace.ts";

let workspace: Workspace;
Deno.test.beforeAll(async () => {
  workspace = await Workspace.create();
});
Deno.test.afterAll(() => workspace[Symbol.asyncDispose]());

/** Until a change of a file can be told from the one before. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 1100));

/** Generates; returns the changes. */
async function generate(): Promise<{ readonly changes: readonly string[]; readonly warnings: string }> {
  const run = await workspace.run(["generate"]);
  assert.equal(run.code, 0, run.stderr);
  return { changes: run.stdout.split("\n").slice(1, -1).map((line) => line.trim()), warnings: run.stderr };
}

/** A catalogue in which one service has a label that a file says, generated until nothing more is to be remembered. */
async function begin(label: string): Promise<void> {
  await workspace.reset();
  await workspace.write("services/_shared/team.ts", `export const team = ${label};\n`);
  await workspace.write("team.txt", "one");
  await workspace.writeService("stock", `  labels: { team },\n`);
  const text = await workspace.read("services/stock.ts");
  await workspace.write("services/stock.ts", `import { team } from "./_shared/team.ts";\n${text}`);
  await settle();
  await generate();
  assert.deepEqual((await generate()).changes, []);
}

const updated = "updated clusters/base/stock/deployment-stable.yaml";

Deno.test("a catalogue that looks as it did isn't evaluated: nobody asks what a file hides", async () => {
  const hidden = `[]["const" + "ructor"]["const" + "ructor"]("return De" + "no")()`;
  await begin(`${hidden}.readTextFileSync("team.txt")`);
  await workspace.write("team.txt", "two");
  assert.deepEqual((await generate()).changes, []);
  await workspace.write("services/shop.ts", await workspace.read("services/shop.ts"));
  assert.ok((await generate()).changes.includes(updated));
});

Deno.test("a catalogue that reads a file is evaluated each time", async () => {
  await begin(`Deno.readTextFileSync("team.txt")`);
  await workspace.write("team.txt", "two");
  assert.ok((await generate()).changes.includes(updated));
});

Deno.test("a helper that was edited shows, though its size and its time stamp are as they were", async () => {
  await begin(`"one"`);
  const path = join(workspace.root, "services/_shared/team.ts");
  const { mtime, atime } = await Deno.stat(path);
  await settle();
  await Deno.writeTextFile(path, `export const team = "two";\n`);
  await Deno.utime(path, atime!, mtime!);
  await settle();
  assert.ok((await generate()).changes.includes(updated));
});

Deno.test("a generator that only looks otherwise is read once more, and then known by its new looks", async () => {
  await begin(`"one"`);
  const looks = async (): Promise<unknown> => {
    const [head = ""] = (await workspace.read("clusters/.state/index")).split("\n");
    return JSON.parse(JSON.parse(head).notes).sources.looks;
  };
  const before = await looks();
  await workspace.write("lib/cli/main.ts", await workspace.read("lib/cli/main.ts"));
  await settle();
  assert.deepEqual((await generate()).changes, []);
  const after = await looks();
  assert.notEqual(after, before);
  assert.deepEqual((await generate()).changes, []);
  assert.equal(await looks(), after);
});

Deno.test("a service that comes or goes shows", async () => {
  await begin(`"one"`);
  await workspace.writeService("till");
  assert.ok((await generate()).changes.includes("created clusters/base/till/service.yaml"));
  await settle();
  await generate();
  await workspace.remove("services/till.ts");
  const { code, stderr } = await workspace.run(["check"]);
  assert.equal(code, 2, stderr);
});

Deno.test("a file that isn't collected is warned of, though nothing else has changed", async () => {
  await begin(`"one"`);
  await workspace.write("services/till.js", "");
  for (const time of ["first", "again"]) {
    assert.match((await generate()).warnings, /services\/till\.js:1:1 warning LOAD011/, time);
    await settle();
  }
  await workspace.remove("services/till.js");
  assert.equal((await generate()).warnings, "");
});

Deno.test("a file of the tree that was edited by hand is put right", async () => {
  await begin(`"one"`);
  const path = "clusters/base/stock/service.yaml";
  const text = await workspace.read(path);
  await workspace.write(path, `${text}# by hand\n`);
  assert.ok((await generate()).changes.some((change) => change.includes(path)));
  assert.equal(await workspace.read(path), text);
});
