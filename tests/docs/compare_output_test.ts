import assert from "node:assert/strict";
import { firstDifference, withoutNumbers } from "./compare_output.ts";

const cases: readonly [
  name: string,
  shown: readonly string[],
  printed: readonly string[],
  difference?: string,
][] = [
  ["the same lines", ["a", "b"], ["a", "b"]],
  ["nothing shown, nothing printed", [], []],
  ["times and commits differ from run to run", ["up 12 s", "to 0123abc"], ["up 0.5 s", "to fedcba9876"]],
  ["lines left out at the end", ["a", "…"], ["a", "b", "c"]],
  ["lines left out at the beginning", ["…", "c"], ["a", "b", "c"]],
  ["lines left out between", ["a", "…", "d"], ["a", "b", "c", "d"]],
  ["a line that is different", ["a", "b"], ["a", "c"], "not printed: b"],
  ["a line too many on the page", ["a", "b"], ["a"], "not printed: b"],
  ["a line that the page doesn't show", ["a"], ["a", "b"], "printed too: b"],
  ["a line that comes before those left out", ["…", "a"], ["a", "b"], "not printed: a"],
  ["nothing left out where the page says so", ["a", "…"], ["a"], "… stands for nothing"],
  ["nothing left out between", ["a", "…", "b"], ["a", "b"], "not printed: b"],
  ["another number", ["25 %"], ["10 %"], "not printed: 25 %"],
];

for (const [name, shown, printed, difference] of cases) {
  Deno.test(`output: ${name}`, () => assert.equal(firstDifference(shown, printed), difference));
}

Deno.test("in a lab any number will do, and any width of a column, but not another word", () => {
  const shown = ["weights  512 of 2,000 (1e-5)"];
  assert.equal(firstDifference(shown, ["weights 1 of 2 (3.3e-5)"], withoutNumbers), undefined);
  assert.match(firstDifference(shown, ["weight 512 of 2,000 (1e-5)"], withoutNumbers)!, /not printed/);
});
