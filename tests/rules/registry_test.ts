import assert from "node:assert/strict";
import { rules } from "../../lib/rules/registry.ts";

const folder = "lib/rules";

/** Every file that may hold a rule: rules stand in folders by subject, what they share beside those. */
function ruleFiles(): readonly string[] {
  return [...Deno.readDirSync(folder)].filter(({ isDirectory }) => isDirectory).flatMap(({ name: subject }) =>
    [...Deno.readDirSync(`${folder}/${subject}`)].map(({ name }) => `${subject}/${name}`)
  ).sort();
}

Deno.test("every file in a subject's folder exports one rule, and the registry lists it", async () => {
  const exported: unknown[] = [];
  for (const file of ruleFiles()) {
    const values = Object.values(await import(`../../${folder}/${file}`));
    assert.equal(values.length, 1, `${file} must export one rule and nothing else`);
    exported.push(values[0]);
  }
  assert.deepEqual(new Set(exported), new Set<unknown>(rules));
  assert.equal(exported.length, rules.length);
});

Deno.test("a rule is called like its file", () => {
  const names = ruleFiles().map((file) =>
    file.replace(/^.*\//, "").replace(/\.ts$/, "").replaceAll("_", "-")
  );
  assert.deepEqual(rules.map(({ name }) => name).sort(), names.sort());
});

Deno.test("codes have one form, are unique and in order", () => {
  const codes = rules.map(({ code }) => code);
  for (const code of codes) assert.match(code, /^MESH[0-9]{3}$/);
  assert.deepEqual(codes, [...new Set(codes)].sort());
});

// What somebody has once looked up must stay what it was: add to this list, change nothing in it.
Deno.test("codes are never renumbered", () => {
  const pinned = Deno.readTextFileSync("tests/rules/codes.txt").trimEnd().split("\n");
  assert.deepEqual(rules.map(({ code, name }) => `${code} ${name}`), pinned);
});

for (const { code, name, summary, reason, fix, example } of rules) {
  Deno.test(`${code} ${name} says what it refuses, why, and what to do`, () => {
    assert.match(summary, /^[A-Z`][^]*[^.]$/, "the summary is a sentence without a full stop");
    assert.match(reason, /^[A-Z`][^]*\.$/, "the reason is whole sentences");
    assert.match(fix, /^[A-Z`][^]*\.$/, "the fix is whole sentences");
    for (const text of [summary, reason, fix]) assert.doesNotMatch(text, /\s{2}|\n/);
    assert.notEqual(example.wrong, example.right);
  });
}
