import assert from "node:assert/strict";

const TESTS = `
Deno.test("one that passes", () => {});
Deno.test("one that fails", () => { throw new Error("the reason"); });
`;

/** Runs stages in a process of their own: what they print must not be counted here. */
const PROGRAM = `
import { DENO_COUNTS, runStages } from ${JSON.stringify(import.meta.resolve("./stages.ts"))};
const [passes, fails] = [["eval", ""], ["eval", "Deno.exit(1)"]];
const tests = { name: "tests", args: ["test", "--no-config", "some_test.ts"], counts: DENO_COUNTS };
const stages = {
  good: [{ name: "first", args: passes }, { name: "second", args: passes }],
  bad: [{ name: "first", args: fails }, tests, { name: "last", args: passes }],
  late: [{ name: "first", args: passes }, { name: "last", args: passes, always: true }],
};
const [which] = Deno.args;
Deno.exit(await runStages(stages[which], { minutes: which === "late" ? 0 : 1, note: "a note" }));
`;

const CASES = [
  {
    name: "all that passed are counted",
    which: "good",
    code: 0,
    end: "a note\n\n2 passed, 0 failed\n",
  },
  {
    name: "one that fails holds up no other, and is told before the count with its reason",
    which: "bad",
    code: 1,
    end:
      /\na note\n\n── tests: one that fails => [^]*\nerror: Error: the reason\n[^]*\n\nfailed: first, tests\n\n2 passed, 2 failed\n$/,
  },
  {
    name: "what has no time left fails, but for what takes something down",
    which: "late",
    code: 1,
    end: "out of time after 0 minutes\n\na note\n\nfailed: first\n\n1 passed, 1 failed\n",
  },
] as const;

for (const { name, which, code, end } of CASES) {
  Deno.test(`of some stages, ${name}`, async () => {
    const folder = await Deno.makeTempDir();
    try {
      await Deno.writeTextFile(`${folder}/some_test.ts`, TESTS);
      await Deno.writeTextFile(`${folder}/program.ts`, PROGRAM);
      const output = await new Deno.Command(Deno.execPath(), {
        args: ["run", "--no-config", "--no-prompt", "--allow-run", "--allow-read", "program.ts", which],
        cwd: folder,
        stderr: "null",
      }).output();
      const text = new TextDecoder().decode(output.stdout);
      assert.equal(output.code, code, text);
      if (typeof end === "string") assert.ok(text.endsWith(`\n${end}`), text);
      else assert.match(text, end);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}
