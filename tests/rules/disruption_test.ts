import assert from "node:assert/strict";
import { mayGo } from "../../lib/rules/disruption.ts";

const budgets = [
  [{ minAvailable: 1 }, 3, 2],
  [{ minAvailable: 3 }, 3, 0],
  [{ minAvailable: 5 }, 3, 0],
  [{ minAvailable: "50%" }, 3, 1],
  [{ minAvailable: "100%" }, 3, 0],
  [{ minAvailable: "0%" }, 3, 3],
  [{ maxUnavailable: 1 }, 3, 1],
  [{ maxUnavailable: 0 }, 3, 0],
  [{ maxUnavailable: 5 }, 3, 3],
  [{ maxUnavailable: "1%" }, 3, 1],
  [{ maxUnavailable: "50%" }, 3, 2],
  [{ maxUnavailable: "0%" }, 3, 0],
] as const;
for (const [budget, pods, expected] of budgets) {
  Deno.test(`with ${JSON.stringify(budget)} ${expected} of ${pods} pods may go at once`, () => {
    assert.equal(mayGo(budget, pods), expected);
  });
}
