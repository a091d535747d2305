import assert from "node:assert/strict";
import fc from "fast-check";
import { parseQuantity, quantityValue } from "../lib/quantity.ts";

const values: readonly (readonly [string, number])[] = [
  ["1", 1],
  ["0.5", 0.5],
  ["250m", 0.25],
  ["1k", 1000],
  ["1Ki", 1024],
  ["128Mi", 134217728],
  ["2G", 2e9],
  ["1Ei", 2 ** 60],
];

for (const [quantity, value] of values) {
  Deno.test(`${quantity} is ${value}`, () => assert.equal(parseQuantity(quantity), value));
}

for (const wrong of ["", "Mi", "1 Gi", "1gi", "1Kb", "-1", "1e3", "1E3", "1n", "1u", ".5"]) {
  Deno.test(`${JSON.stringify(wrong)} is no quantity of a catalogue`, () =>
    assert.ok(Number.isNaN(parseQuantity(wrong))));
}

Deno.test("thousandths are the very number that the decimals are", () => {
  fc.assert(fc.property(fc.nat(1_000_000), (thousandths) => {
    const decimals = `${Math.floor(thousandths / 1000)}.${String(thousandths % 1000).padStart(3, "0")}`;
    assert.equal(parseQuantity(`${thousandths}m`), parseQuantity(decimals));
  }));
});

for (
  const [quantity, value] of [
    ["1e3", 1000],
    ["1E3", 1000],
    ["2E", 2e18],
    ["-1", -1],
    [".5", 0.5],
    ["100n", 1e-7],
    ["35u", 0.000035],
    ["35m", 0.035],
  ] as const
) {
  Deno.test(`${quantity} in a cluster is ${value}`, () => assert.equal(quantityValue(quantity), value));
}

for (const wrong of ["", "Mi", "1 Gi", "1gi", "1Kb", "x"]) {
  Deno.test(`${JSON.stringify(wrong)} is no quantity`, () => assert.ok(Number.isNaN(quantityValue(wrong))));
}

Deno.test("what a catalogue may write is worth the same in a cluster", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9]{1,6}(\.[0-9]{1,3})?([mkMGTPE]|[KMGTPE]i)?$/), (quantity) => {
      assert.ok(Number.isFinite(parseQuantity(quantity)), quantity);
      assert.equal(parseQuantity(quantity), quantityValue(quantity));
    }),
  );
});
