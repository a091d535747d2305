import assert from "node:assert/strict";
import { withoutData } from "./without_data.ts";

for (
  const [what, values, empty] of [
    ["nothing", [], true],
    ["what is no number", [NaN, Infinity], true],
    ["0", [0], false],
    ["a number among others", [NaN, 1], false],
  ] as const
) {
  Deno.test(`a query answered with ${what} has ${empty ? "no " : ""}data`, async () => {
    const query = () => Promise.resolve(values.map((value) => ({ labels: {}, value })));
    const found = await withoutData({ query }, [{ place: "a.json: B", expr: "up" }]);
    assert.deepEqual(found, empty ? ["a.json: B: up"] : []);
  });
}
