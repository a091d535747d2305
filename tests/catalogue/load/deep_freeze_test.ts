import assert from "node:assert/strict";
import { deepFreeze } from "../../../lib/catalogue/load/mod.ts";

Deno.test("a frozen value can't be changed at any depth", () => {
  const value = deepFreeze({ a: [{ b: 1 }], c: null, d: "text" });
  assert.throws(() => ((value as { d: string }).d = ""), TypeError);
  assert.throws(() => value.a.push({ b: 2 }), TypeError);
  assert.throws(() => (value.a[0]!.b = 2), TypeError);
});

Deno.test("the value itself comes back, be it an object or not", () => {
  const value = { a: 1 };
  assert.equal(deepFreeze(value), value);
  for (const scalar of ["text", 1, true, null, undefined]) assert.equal(deepFreeze(scalar), scalar);
});
