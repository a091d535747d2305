import assert from "node:assert/strict";
import { applyPatch } from "diff";
import fc from "fast-check";
import { fileDifference } from "../../lib/report/file_difference.ts";
import { formatDifference } from "../../lib/report/format_difference.ts";
import { plainStyle } from "../../lib/report/style.ts";

const path = "clusters/base/a/service.yaml";

const cases: readonly [string, string | undefined, string | undefined, readonly string[]][] = [
  ["a line that changes", "a\nb\nc\n", "a\nB\nc\n", [
    `--- a/${path}`,
    `+++ b/${path}`,
    "@@ -1,3 +1,3 @@",
    " a",
    "-b",
    "+B",
    " c",
  ]],
  ["a new file", undefined, "a\n", ["--- /dev/null", `+++ b/${path}`, "@@ -0,0 +1,1 @@", "+a"]],
  ["a file that goes", "a\n", undefined, [`--- a/${path}`, "+++ /dev/null", "@@ -1,1 +0,0 @@", "-a"]],
  ["a file without a last line feed", "a", "a\n", [
    `--- a/${path}`,
    `+++ b/${path}`,
    "@@ -1,1 +1,1 @@",
    "-a",
    "\\ No newline at end of file",
    "+a",
  ]],
];

for (const [name, before, after, expected] of cases) {
  Deno.test(`the difference of ${name}`, () => {
    assert.deepEqual(fileDifference({ path, before, after }).lines, expected);
  });
}

const countLines = (text: string) => (text.match(/[^\n]*\n|[^\n]+$/g) ?? []).length;
const lines = fc.array(fc.constantFrom("a", "b", "c", "", "-d", "+e", "@@"), { maxLength: 30 });

Deno.test("a difference leads from what was to what will be, and counts its lines", () => {
  fc.assert(
    fc.property(lines, lines, fc.boolean(), (before, after, lineFeed) => {
      const texts = [before, after].map((text) => text.join("\n") + (lineFeed ? "\n" : "")) as [
        string,
        string,
      ];
      const difference = fileDifference({ path, before: texts[0], after: texts[1] });
      fc.pre(texts[0] !== texts[1]);
      assert.equal(applyPatch(texts[0], `${formatDifference(difference, plainStyle)}\n`), texts[1]);
      assert.equal(difference.added - difference.removed, countLines(texts[1]) - countLines(texts[0]));
    }),
  );
});

Deno.test("two long files with nothing in common are replaced whole", () => {
  const numbered = (word: string) => Array.from({ length: 5000 }, (_, index) => `${word}${index}`).join("\n");
  const [before, after] = [numbered("a"), `${numbered("b")}\n`];
  const difference = fileDifference({ path, before, after });
  assert.deepEqual([difference.added, difference.removed], [5000, 5000]);
  assert.equal(difference.lines[2], "@@ -1,5000 +1,5000 @@");
  assert.equal(applyPatch(before, `${difference.lines.join("\n")}\n`), after);
});
