import assert from "node:assert/strict";
import fc from "fast-check";
import { lineChanges } from "../../lib/explain/line_changes.ts";

const cases: readonly [
  string,
  readonly string[],
  readonly string[],
  readonly (string | number | undefined)[],
][] = [
  ["a value is another", ["a: 1", "b: 2"], ["a: 1", "b: 3"], [2, "b: 3"]],
  ["a line is gone", ["a: 1", "b: 2"], ["b: 2"], [1, undefined]],
  ["a line came", ["a: 1"], ["a: 1", "b: 2"], []],
  ["a value is another and the line elsewhere", ["a: 1", "b: 2", "c: 3"], ["b: 2", "c: 3", "a: 4"], [
    1,
    "a: 4",
  ]],
  ["a line only stands elsewhere", ["a: 1", "b: 2", "c: 3"], ["b: 2", "c: 3", "a: 1"], []],
  [
    "other lines come and go around one that only stands elsewhere",
    ["requests:", "  cpu: 20m", "  memory: 128Mi", "limits:", "  memory: 512Mi"],
    ["limits:", "  memory: 512Mi", "requests:", "  cpu: 50m"],
    [2, "  cpu: 50m", 3, undefined],
  ],
];

for (const [what, before, after, expected] of cases) {
  Deno.test(`the changes of lines where ${what}`, () => {
    assert.deepEqual(lineChanges(before, after).flatMap(({ line, after }) => [line, after]), expected);
  });
}

Deno.test("no line is changed into itself, whatever lines there are", () => {
  const lines = fc.array(fc.constantFrom("a: 1", "a: 2", "b: 1", "- a: 1", "c:"), { maxLength: 12 });
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      for (const change of lineChanges(before, after)) {
        assert.notEqual(change.after, before[change.line - 1]);
      }
    }),
    { numRuns: 500 },
  );
});
