import assert from "node:assert/strict";
import { failureTexts } from "./failure_texts.ts";

const SOURCE = `
Deno.test("one that passes", () => {});
Deno.test("one that fails", () => { throw new Error("the first reason"); });
Deno.test("one with steps", async (t) => {
  await t.step("a step that passes", () => {});
  await t.step("a step that fails", () => { throw new Error("the second reason"); });
});
Deno.test("one that says much", () => {
  throw new Error("the third reason\\n" + "and more\\n".repeat(100));
});
Deno.test("one that is over before its error", async () => {
  setTimeout(() => { throw new Error("the fourth reason"); });
  await new Promise((resolve) => setTimeout(resolve, 10_000));
});
`;

Deno.test("each test and step that failed in a real run is told once, with its reason, and not at endless length", async () => {
  const texts = failureTexts(await outputOf(SOURCE));
  assert.deepEqual(texts.map((text) => text.split(/ => |: /)[0]), [
    "one that fails",
    "one with steps ... a step that fails",
    "one that says much",
    "./some_test.ts (uncaught error)\nerror",
  ]);
  for (const [index, reason] of ["first", "second", "third", "fourth"].entries()) {
    assert.match(texts[index] ?? "", new RegExp(`error: Error: the ${reason} reason`));
  }
  const lines = texts[2]?.split("\n") ?? [];
  assert.equal(lines.length, 31);
  assert.match(lines.at(-1) ?? "", /^… \d+ lines more$/);
});

Deno.test("a run in which all passed tells nothing", async () => {
  assert.deepEqual(failureTexts(await outputOf(`Deno.test("one that passes", () => {});`)), []);
});

/** What `deno test` prints of a file, without colours. */
async function outputOf(source: string): Promise<string> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/some_test.ts`, source);
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["test", "--no-config", "--no-prompt", "some_test.ts"],
      cwd: folder,
      env: { NO_COLOR: "1" },
      stderr: "null",
    }).output();
    return new TextDecoder().decode(stdout);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
