import assert from "node:assert/strict";
import fc from "fast-check";
import { acceptanceRegion, requestsToTell } from "../../../lab/verify/acceptance_region.ts";

const CASES = [
  { count: 1000, probability: 0.1, errorRate: 1e-4, least: 65, most: 139 },
  { count: 100, probability: 0.1, errorRate: 1e-4, least: 1, most: 23 },
  { count: 2000, probability: 0.1, errorRate: 1e-4 / 3, least: 147, most: 258 },
  { count: 2000, probability: 0, errorRate: 1e-4, least: 0, most: 0 },
  { count: 2000, probability: 1, errorRate: 1e-4, least: 2000, most: 2000 },
] as const;

for (const { count, probability, errorRate, least, most } of CASES) {
  Deno.test(`of ${count} requests at ${probability} and an error rate of ${errorRate}, ${least} to ${most} are accepted`, () => {
    assert.deepEqual(acceptanceRegion(count, probability, errorRate), { least, most });
  });
}

/** Binomial coefficients times powers, exactly: the number of ways, out of `whole ** count`, to have `hits`. */
function ways(count: number, part: bigint, whole: bigint): readonly bigint[] {
  const found: bigint[] = [];
  let choose = 1n;
  for (let hits = 0; hits <= count; hits++) {
    found.push(choose * part ** BigInt(hits) * (whole - part) ** BigInt(count - hits));
    choose = choose * BigInt(count - hits) / BigInt(hits + 1);
  }
  return found;
}

Deno.test("no more is refused on either side than half of the error rate, and the next number would be too many: by exact integers", () => {
  const sum = (list: readonly bigint[]) => list.reduce((a, b) => a + b, 0n);
  const inputs = fc.record({
    count: fc.integer({ min: 1, max: 300 }),
    percent: fc.integer({ min: 1, max: 99 }),
    exponent: fc.integer({ min: 1, max: 6 }),
  });
  fc.assert(
    fc.property(inputs, ({ count, percent, exponent }) => {
      const { least, most } = acceptanceRegion(count, percent / 100, 10 ** -exponent);
      const all = ways(count, BigInt(percent), 100n);
      // Half of the error rate is 5 in 10 ** (exponent + 1). One in 10^9 is left to the library's rounding.
      const allowed = 100n ** BigInt(count) * 5n;
      const scale = 10n ** BigInt(exponent + 1);
      const near = allowed / 10n ** 9n;
      assert.ok(sum(all.slice(0, least)) * scale <= allowed + near, `below ${least}`);
      assert.ok(sum(all.slice(most + 1)) * scale <= allowed + near, `above ${most}`);
      assert.ok(sum(all.slice(0, least + 1)) * scale >= allowed - near, `${least} is too low`);
      assert.ok(sum(all.slice(most)) * scale >= allowed - near, `${most} is too high`);
    }),
    { numRuns: 200 },
  );
});

Deno.test("so many requests tell a forced route from chance", () => {
  assert.equal(requestsToTell(0.1, 1e-4), 4);
  assert.equal(requestsToTell(0.5, 1e-4), 14);
  assert.equal(requestsToTell(0, 1e-4), 1);
});
