import assert from "node:assert/strict";
import { documentedRules } from "../../lib/cli/documented_rules.ts";
import { referenceTables } from "../../lib/rules/reference_tables.ts";
import { rulesReference } from "../../lib/rules/reference.ts";

Deno.test("docs/reference/rules.md is what the rules say", () => {
  assert.equal(Deno.readTextFileSync("docs/reference/rules.md"), rulesReference(referenceTables));
});

Deno.test("every documented code has its section and its line in a table", () => {
  const page = rulesReference(referenceTables);
  for (const { code, severity } of documentedRules()) {
    assert.ok(page.includes(`\n### ${code}\n`), code);
    assert.match(
      page,
      new RegExp(`^\\| \\[${code}\\]\\(#${code.toLowerCase()}\\) +\\| ${severity} +\\| `, "m"),
    );
  }
});

Deno.test("a bar in a summary doesn't end the table's cell", () => {
  const page = rulesReference([{
    title: "T",
    about: "A.",
    rules: [{ code: "X1", name: "x", severity: "error", summary: "a | b", reason: "R.", fix: "F." }],
  }]);
  assert.match(page, /^\| \[X1\]\(#x1\) \| error {4}\| a \\\| b {10}\|$/m);
});
