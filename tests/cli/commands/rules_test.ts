import assert from "node:assert/strict";
import { documentedRules } from "../../../lib/cli/documented_rules.ts";
import { Workspace } from "../workspace.ts";

let workspace: Workspace;
Deno.test.beforeAll(async () => {
  workspace = await Workspace.create();
});
Deno.test.afterAll(() => workspace[Symbol.asyncDispose]());

const rules = (...args: string[]) => workspace.run(["rules", ...args]);

Deno.test("rules lists every rule once, with its severity and what it refuses", async () => {
  const { code, stdout, stderr } = await rules();
  assert.deepEqual([code, stderr], [0, ""]);
  const lines = stdout.trimEnd().split("\n");
  const codes = documentedRules().map(({ code }) => code);
  assert.deepEqual(lines.map((line) => line.split(" ")[0]), codes);
  assert.equal(new Set(codes).size, codes.length);
  for (const line of lines) assert.match(line, /^[A-Z]+\d{3} +(error|warning) +\S.*\S$/);
});

Deno.test("rules explains one by its code, in any case, or by its name", async () => {
  const { code, stdout, stderr } = await rules("SCHEMA001");
  assert.deepEqual([code, stderr], [0, ""]);
  assert.equal(
    stdout,
    `SCHEMA001 error unknown-field
A field that doesn't exist

Why
  A field that nobody reads is a wish that nobody grants: most often it is a misspelt one.

Fix
  Correct the name or remove the field; an editor completes the names that exist.
`,
  );
  assert.equal((await rules("schema001")).stdout, stdout);
  assert.equal((await rules("unknown-field")).stdout, stdout);
});

Deno.test("rules prints JSON", async () => {
  const { rules: all } = JSON.parse((await rules("--json")).stdout);
  assert.equal(all.length, documentedRules().length);
  const { rules: one } = JSON.parse((await rules("SCHEMA001", "--json")).stdout);
  assert.deepEqual(one.map(({ code }: { code: string }) => code), ["SCHEMA001"]);
});

Deno.test("rules suggests the rule that was meant", async () => {
  assert.deepEqual(await rules("SHEMA001"), {
    code: 64,
    stdout: "",
    stderr: 'error: Cannot explain "SHEMA001": there is no such rule\n  fix: did you mean "SCHEMA001"?\n',
  });
});
