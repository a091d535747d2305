import assert from "node:assert/strict";
import { defined } from "../../lib/resources/defined.ts";

Deno.test("only properties that are undefined are left out, the others keep their order", () => {
  const object = defined({ z: 0, a: undefined, y: "", b: false, c: null });
  assert.deepEqual(object, { z: 0, y: "", b: false, c: null });
  assert.deepEqual(Object.keys(object), ["z", "y", "b", "c"]);
});
