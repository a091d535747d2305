import assert from "node:assert/strict";
import { differenceStat } from "../../lib/report/difference_stat.ts";
import { plainStyle } from "../../lib/report/style.ts";

const file = (path: string, added: number, removed: number) => ({ path, added, removed, lines: [] });

Deno.test("each file has a line with its bars, and the sums come last", () => {
  assert.deepEqual(
    differenceStat([file("clusters/a.yaml", 2, 1), file("clusters/long.yaml", 10, 0)], plainStyle),
    [
      " clusters/a.yaml    |  3 ++-",
      " clusters/long.yaml | 10 ++++++++++",
      " 2 files changed, 12 lines added, 1 line removed",
    ],
  );
});

Deno.test("long bars are shortened and no change disappears", () => {
  const [large, small] = differenceStat([file("a", 4000, 0), file("b", 1, 1)], plainStyle);
  assert.equal(large, ` a | 4000 ${"+".repeat(40)}`);
  assert.equal(small, " b |    2 +-");
});
