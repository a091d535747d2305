import assert from "node:assert/strict";
import fc from "fast-check";
import { findOffences, findUncopyable } from "../../../lib/catalogue/load/plain_data.ts";

class Step {}

const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.oneof(
      fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\uFFFD")),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constantFrom(null, undefined),
    ),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie("value"), { maxKeys: 4, noNullPrototype: false }),
  ),
})).value;

const refused: readonly (readonly [unknown, string])[] = [
  [() => 1, "a function"],
  [async () => {}, "a function"],
  [Step, "a class"],
  [new Step(), "an instance of Step"],
  [new (class {})(), "an instance of a class"],
  [new Date(0), "a Date"],
  [new Map(), "an instance of Map"],
  [/x/, "an instance of RegExp"],
  [new Uint8Array(1), "an instance of Uint8Array"],
  [new (class extends Array {})(), "an instance of a class"],
  [Object("text"), "an instance of String"],
  [Promise.resolve(), "a promise that nobody awaits"],
  [Symbol("x"), "a symbol"],
  [10n, "the bigint 10n"],
  [NaN, "NaN"],
  [-Infinity, "-Infinity"],
  ["\uDC00", "text with half a surrogate pair"],
  ["caf\uFFFD", "text with U+FFFD, which stands for bytes that aren't UTF-8"],
];

Deno.test("plain data has no offence, whatever it is", () => {
  fc.assert(fc.property(plain, (value) => assert.deepEqual(findOffences(value), [])), { numRuns: 500 });
});

Deno.test("each kind of value that isn't plain is named", () => {
  for (const [value, found] of refused) assert.deepEqual(findOffences(value), [{ path: [], found }]);
});

Deno.test("an offence is found wherever it stands", () => {
  const key = fc.oneof(fc.nat(3), fc.string().filter((text) => text !== "__proto__"));
  fc.assert(
    fc.property(
      fc.constantFrom(...refused),
      fc.array(key, { maxLength: 6 }),
      plain,
      ([value, found], path, beside) => {
        const whole = path.reduceRight<unknown>((inner, step) => {
          if (typeof step === "string") return { [`${step} `]: beside, [step]: inner };
          return [...Array.from({ length: step }, () => beside), inner];
        }, value);
        assert.deepEqual(findOffences(whole), [{ path, found }]);
      },
    ),
    { numRuns: 500 },
  );
});

Deno.test("every offence of a value is found, in the order of its keys", () => {
  const value = { a: NaN, b: [1, () => 1, { c: 1n }], d: "fine" };
  assert.deepEqual(findOffences(value).map(({ path }) => path), [["a"], ["b", 1], ["b", 2, "c"]]);
});

Deno.test("a hole in a list is an offence, undefined in a list isn't", () => {
  // deno-lint-ignore no-sparse-arrays
  assert.deepEqual(findOffences([undefined, , 1]), [{ path: [1], found: "a hole" }]);
});

Deno.test("the same object in two places is plain, an object inside itself isn't", () => {
  const shared = { a: 1 };
  assert.deepEqual(findOffences({ x: shared, y: [shared, shared] }), []);
  const cycle: Record<string, unknown> = { a: {} };
  (cycle["a"] as Record<string, unknown>)["b"] = [cycle];
  assert.deepEqual(findOffences(cycle), [{ path: ["a", "b", 0], found: "an object that contains itself" }]);
});

Deno.test("a key that is a symbol is an offence, an object without a prototype isn't", () => {
  assert.deepEqual(findOffences({ a: { [Symbol("b")]: 1 } }), [
    { path: ["a"], found: "an object with a symbol for a key" },
  ]);
  assert.deepEqual(findOffences(Object.assign(Object.create(null), { a: 1 })), []);
});

Deno.test("what is too large is refused before it is walked through, and once", () => {
  const text = "x".repeat(11);
  const limits = { values: 10, depth: 3, text: 10 };
  const rows: readonly (readonly [unknown, readonly (string | number)[], string])[] = [
    [{ a: new Array(1e9) }, ["a"], "a list of 1000000000 values"],
    [{ a: [text, text] }, ["a", 0], "text of 11 characters"],
    [{ a: { b: { c: { d: 1 } } } }, ["a", "b", "c"], "nested 3 deep"],
  ];
  for (const [value, path, found] of rows) {
    assert.deepEqual(findOffences(value, limits), [{ path, found, tooLarge: true }]);
  }
  const many = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`k${index}`, {}]));
  assert.equal(findOffences(many, limits).length, 1);
});

Deno.test("the search ends after a number of offences", () => {
  assert.equal(findOffences(Array.from({ length: 50 }, () => NaN), { offences: 7 }).length, 7);
});

Deno.test("a proxy is found, wherever it stands", () => {
  const proxy = new Proxy({}, {});
  assert.deepEqual(findUncopyable({ a: 1, b: [{}, { c: proxy }] }), {
    path: ["b", 1, "c"],
    found: "a proxy",
  });
  assert.deepEqual(findUncopyable(proxy), { path: [], found: "a proxy" });
});
