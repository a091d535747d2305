import assert from "node:assert/strict";
import fc from "fast-check";
import { changePoint, type Window } from "../../../lab/verify/change_point.ts";

function windowsOf(counts: readonly (readonly [canary: number, total: number])[]): readonly Window[] {
  return counts.map(([canary, total], index) => ({ begin: index, end: index + 1, canary, total }));
}

const CASES: readonly (readonly [
  name: string,
  counts: readonly (readonly [number, number])[],
  before: number,
  after: number,
  expected: number,
])[] = [
  ["a change in the middle", [[6, 60], [5, 60], [16, 60], [14, 60], [15, 60]], 0.1, 0.25, 2],
  ["a change before anything was counted", [[16, 60], [14, 60]], 0.1, 0.25, 0],
  ["no change", [[6, 60], [5, 60], [7, 60]], 0.1, 0.25, 3],
  ["a single odd window is no change", [[6, 60], [14, 60], [6, 60], [5, 60], [6, 60]], 0.1, 0.25, 5],
  ["to nothing, with a window of both", [[6, 60], [2, 60], [0, 60], [0, 60]], 0.1, 0, 2],
  ["to everything", [[6, 60], [40, 60], [60, 60], [60, 60]], 0.1, 1, 2],
  ["windows without requests say nothing", [[6, 60], [0, 0], [16, 60], [15, 60]], 0.1, 0.25, 2],
  ["nothing counted at all", [], 0.1, 0.25, 0],
];

for (const [name, counts, before, after, expected] of CASES) {
  Deno.test(`where a share changes: ${name}`, () => {
    assert.equal(changePoint(windowsOf(counts), before, after), expected);
  });
}

Deno.test("shares that are exactly the old and then exactly the new one change where they do", () => {
  const share = fc.constantFrom(0, 0.1, 0.25, 0.5, 1);
  fc.assert(fc.property(
    ...[share, share, fc.nat(10), fc.integer({ min: 1, max: 10 })] as const,
    (before, after, olds, news) => {
      fc.pre(before !== after);
      const of = (p: number, length: number) => Array.from({ length }, () => [100 * p, 100] as const);
      assert.equal(changePoint(windowsOf([...of(before, olds), ...of(after, news)]), before, after), olds);
    },
  ));
});
