import assert from "node:assert/strict";
import fc from "fast-check";
import { type Histogram, percentileOf, slowerThan, totalOf } from "../../../lib/canary/analysis/requests.ts";

const histogram: fc.Arbitrary<Histogram> = fc.array(fc.nat({ max: 500 }), { minLength: 2, maxLength: 8 })
  .map((counts) => {
    let sum = 0;
    return {
      bounds: counts.map((_, index) => index === counts.length - 1 ? Infinity : 0.01 * 2 ** index),
      cumulative: counts.map((count) => sum += count),
    };
  });

Deno.test("at a bound the number of slower requests is exact", () => {
  fc.assert(fc.property(histogram, (histogram) => {
    for (const [index, bound] of histogram.bounds.entries()) {
      if (bound === Infinity) continue;
      const slower = totalOf(histogram) - histogram.cumulative[index]!;
      assert.ok(Math.abs(slowerThan(histogram, bound) - slower) < 1e-9);
    }
  }));
});

Deno.test("fewer requests are slower than a longer time", () => {
  const time = fc.double({ min: 0, max: 10, noNaN: true });
  fc.assert(fc.property(histogram, time, time, (histogram, a, b) => {
    const [short, long] = [Math.min(a, b), Math.max(a, b)];
    assert.ok(slowerThan(histogram, short) >= slowerThan(histogram, long) - 1e-9);
    assert.ok(slowerThan(histogram, short) <= totalOf(histogram));
  }));
});

Deno.test("as many requests are slower than a percentile as it leaves, below the last bound", () => {
  fc.assert(fc.property(histogram, fc.constantFrom(50, 90, 95, 99), (histogram, percentile) => {
    const time = percentileOf(histogram, percentile);
    if (time === undefined) return assert.equal(totalOf(histogram), 0);
    const wanted = totalOf(histogram) * (1 - percentile / 100);
    const { bounds } = histogram;
    if (bounds.includes(time)) return;
    assert.ok(Math.abs(slowerThan(histogram, time) - wanted) <= Math.max(0.51, wanted * 1e-6));
  }));
});

Deno.test("a log-normal tail is estimated far better than with requests spread evenly", () => {
  // Median 60 ms, spread 0.6: 0.87 % above 250 ms, 0.02 % above 500 ms, truly 0.113 % above 375 ms.
  const histogram = { bounds: [0.1, 0.25, 0.5, Infinity], cumulative: [80_300, 99_130, 99_980, 100_000] };
  const slower = slowerThan(histogram, 0.375);
  assert.ok(slower > 85 && slower < 140, String(slower));
});

Deno.test("without requests there is no percentile, and nothing is slow", () => {
  const empty = { bounds: [0.1, Infinity], cumulative: [0, 0] };
  assert.equal(percentileOf(empty, 99), undefined);
  assert.equal(slowerThan(empty, 0), 0);
  assert.equal(percentileOf({ bounds: [], cumulative: [] }, 99), undefined);
});
