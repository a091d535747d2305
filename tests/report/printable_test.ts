import assert from "node:assert/strict";
import fc from "fast-check";
import { printable } from "../../lib/report/printable.ts";

Deno.test("ordinary text of any language is printed as it is", () => {
  for (const text of ["plain", "Zürich — 世界 🌍", ""]) assert.equal(printable(text), text);
});

Deno.test("nothing printable moves the cursor or begins a line", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      assert.doesNotMatch(printable(text), /\p{Cc}|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
    }),
  );
});
