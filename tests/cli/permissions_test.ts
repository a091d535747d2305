import assert from "node:assert/strict";
import { Workspace } from "./workspace.ts";

let workspace: Workspace;
Deno.test.beforeAll(async () => {
  workspace = await Workspace.create();
});
Deno.test.afterAll(() => workspace[Symbol.asyncDispose]());

/** What a catalogue file may try, and what its author is told. */
const attempts: readonly [name: string, statement: string, message: RegExp][] = [
  ["the network", `await fetch("http://127.0.0.1:9/");`, /network|net/],
  ["a socket", `await Deno.connect({ hostname: "127.0.0.1", port: 9 });`, /network|net/],
  ["the environment", `Deno.env.get("HOME");`, /environment|env/],
  ["another program", `new Deno.Command("true").outputSync();`, /program|run/],
  ["a file elsewhere", `Deno.writeTextFileSync("/tmp/made-by-a-service", "x");`, /write/],
  ["a file of the repository", `Deno.writeTextFileSync("README.md", "x");`, /write/],
  ["a generated file", `Deno.writeTextFileSync("clusters/x.yaml", "x");`, /write/],
  ["reading outside the repository", `Deno.readTextFileSync("/etc/hostname");`, /read/],
];

for (const [name, statement, message] of attempts) {
  Deno.test(`a catalogue file that tries ${name} is refused with its place`, async () => {
    await workspace.reset();
    const text = await workspace.read("services/stock.ts");
    await workspace.write(
      "services/stock.ts",
      text.replace("export default", `${statement}\nexport default`),
    );
    const { code, stdout, stderr } = await workspace.run(["generate"]);
    assert.deepEqual([code, stdout], [1, ""], stderr);
    const [first = ""] = stderr.split("\n");
    assert.match(first, /^services\/stock\.ts:3:\d+ error LOAD006 /, stderr);
    assert.match(first, message);
    assert.match(stderr, /\n1 error in 1 file; nothing was written\n$/);
    assert.doesNotMatch(stderr, /\n +at /);
    for (const made of ["clusters", "README.md"]) {
      await assert.rejects(Deno.stat(`${workspace.root}/${made}`), Deno.errors.NotFound);
    }
    await assert.rejects(Deno.stat("/tmp/made-by-a-service"), Deno.errors.NotFound);
  });
}

Deno.test("every command but new runs with the documented permissions and no more", async () => {
  await workspace.reset();
  for (const args of [["generate"], ["check"], ["diff"], ["rules"], ["help"]]) {
    const { code, stderr } = await workspace.run(args);
    assert.deepEqual([code, stderr], [0, ""], args.join(" "));
  }
});

Deno.test("a missing permission is named, not guessed", async () => {
  await workspace.reset();
  const { code, stdout, stderr } = await workspace.run(["generate"], ["--no-prompt", "--allow-read=."]);
  assert.deepEqual([code, stdout], [64, ""]);
  assert.equal(
    stderr,
    'error: Cannot write "clusters": Deno was started without --allow-write=clusters\n  fix: add --allow-write=clusters\n',
  );
});
