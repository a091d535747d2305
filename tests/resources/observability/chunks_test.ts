import assert from "node:assert/strict";
import fc from "fast-check";
import { chunks } from "../../../lib/resources/observability/chunks.ts";

const entries = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 12, unit: "grapheme-ascii" }), {
  maxLength: 200,
})
  .map((names) => names.toSorted().map((name) => ({ name, size: 5000 + name.length * 1000 })));

Deno.test("no part is empty or too large, and together they are what was divided", () => {
  fc.assert(fc.property(entries, (list) => {
    const parts = chunks(list);
    assert.deepEqual(parts.flat(), list);
    for (const part of parts) {
      assert.ok(part.length > 0);
      assert.ok(part.reduce((sum, { size }) => sum + size, 0) <= 500_000);
    }
  }));
});

Deno.test("what a few services need is one part; what thousands need is several", () => {
  const few = Array.from({ length: 20 }, (_, index) => ({ name: `service-${index}`, size: 4000 }));
  assert.equal(chunks(few).length, 1);
  const many = Array.from(
    { length: 3000 },
    (_, index) => ({ name: `service-${10_000 + index}`, size: 4000 }),
  );
  assert.ok(chunks(many).length >= 3000 * 4000 / 500_000);
  assert.deepEqual(chunks([]), []);
});

Deno.test("one more service changes only parts near it", () => {
  const many = Array.from(
    { length: 3000 },
    (_, index) => ({ name: `service-${10_000 + index}`, size: 4000 }),
  );
  const before = new Set(chunks(many).map((part) => JSON.stringify(part)));
  const more = [...many.slice(0, 500), { name: "service-10499a", size: 4000 }, ...many.slice(500)];
  const changed = chunks(more).filter((part) => !before.has(JSON.stringify(part)));
  assert.ok(changed.length <= 5, `${changed.length} of ${before.size} parts changed`);
});
