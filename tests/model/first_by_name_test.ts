import assert from "node:assert/strict";
import { firstByName } from "../../lib/model/first_by_name.ts";

Deno.test("of a name that is taken twice the first counts, and the order is kept", () => {
  const [b, a, second] = [{ name: "b" }, { name: "a" }, { name: "b" }];
  const found = firstByName([b, a, second]);
  assert.deepEqual([...found.keys()], ["b", "a"]);
  assert.equal(found.get("b"), b);
});
