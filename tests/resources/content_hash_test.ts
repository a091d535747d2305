import assert from "node:assert/strict";
import fc from "fast-check";
import { contentHash } from "../../lib/resources/content_hash.ts";

Deno.test("a hash is ten hexadecimal digits of the SHA-256 of the sorted JSON", async () => {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode('{"a":{"b":[2,1],"c":"x"}}'));
  const expected = new Uint8Array(digest).toHex().slice(0, 10);
  assert.equal(contentHash({ a: { c: "x", b: [2, 1] } }), expected);
});

Deno.test("the order of keys doesn't matter", () => {
  fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (content) => {
    const reversed = Object.fromEntries(Object.entries(content).reverse());
    assert.equal(contentHash(reversed), contentHash(content));
  }));
});

Deno.test("an absent property and one that is undefined are the same", () => {
  assert.equal(contentHash({ a: 1, b: undefined }), contentHash({ a: 1 }));
});

for (
  const [what, left, right] of [
    ["a value", { a: "1" }, { a: "2" }],
    ["a key", { a: "1" }, { b: "1" }],
    ["the type of a value", { a: "1" }, { a: 1 }],
    ["the order of a list", { a: [1, 2] }, { a: [2, 1] }],
    ["where one value ends and the next begins", { a: "1", b: "2" }, { a: '1","b":"2' }],
  ] as const
) {
  Deno.test(`another ${what.replace(/^(a|the) /, "")} gives another hash`, () => {
    assert.notEqual(contentHash(left), contentHash(right));
  });
}
