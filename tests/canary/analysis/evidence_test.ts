import assert from "node:assert/strict";
import fc from "fast-check";
import { jeffreys, logEvidence, priorFrom } from "../../../lib/canary/analysis/evidence.ts";
import { seededRandom } from "./simulation/random.ts";

const counts = fc.record({
  total: fc.integer({ min: 0, max: 5000 }),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
})
  .map(({ total, share }) => ({ total, bad: Math.floor(total * share) }));
const bound = fc.double({ min: 0, max: 0.5, noNaN: true });

Deno.test("evidence is a number for all counts, and none without requests", () => {
  fc.assert(fc.property(counts, counts, bound, (canary, stable, bound) => {
    for (const direction of ["atMost", "atLeast"] as const) {
      assert.ok(Number.isFinite(logEvidence({ canary, stable }, { direction, bound })) || bound === 0);
    }
  }));
  const none = { total: 0, bad: 0 };
  assert.ok(
    Math.abs(logEvidence({ canary: none, stable: none }, { direction: "atMost", bound: 0.01 })) < 1e-9,
  );
});

Deno.test("there is never evidence both ways", () => {
  fc.assert(fc.property(counts, counts, bound, (canary, stable, bound) => {
    const above = logEvidence({ canary, stable }, { direction: "atMost", bound });
    const below = logEvidence({ canary, stable }, { direction: "atLeast", bound });
    assert.ok(Math.min(above, below) <= 1e-9, `${above} and ${below}`);
  }));
});

Deno.test("where there is evidence of too many failures, one more strengthens it", () => {
  const claim = { direction: "atMost", bound: 0.01 } as const;
  for (const total of [100, 500, 3000]) {
    for (const stable of [{ total: 50, bad: 0 }, { total: 5000, bad: 5 }, { total: 900, bad: 90 }]) {
      let before = -Infinity;
      for (let bad = 0; bad < total / 2; bad++) {
        const evidence = logEvidence({ canary: { total, bad }, stable }, claim);
        if (before > 0) assert.ok(evidence > before, `${bad} of ${total}`);
        before = evidence;
      }
      assert.ok(before > 5);
    }
  }
});

/** The search for the best explanation, done the slow way. */
function slowEvidence(
  canary: { total: number; bad: number },
  stable: { total: number; bad: number },
  margin: number,
): number {
  const log = (x: number, y: number) => x === 0 ? 0 : x * Math.log(y);
  const likelihood = ({ total, bad }: typeof canary, rate: number) =>
    log(bad, rate) + log(total - bad, 1 - rate);
  let best = -Infinity;
  for (let step = 0; step <= 20_000; step++) {
    const rate = (step / 20_000) * (1 - margin);
    best = Math.max(best, likelihood(stable, rate) + likelihood(canary, rate + margin));
  }
  return -best;
}

Deno.test("the best explanation that a claim allows is found", () => {
  const small = fc.record({
    total: fc.integer({ min: 1, max: 300 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
    .map(({ total, share }) => ({ total, bad: Math.floor(total * share) }));
  fc.assert(
    fc.property(small, small, fc.double({ min: 0.001, max: 0.5, noNaN: true }), (canary, stable, margin) => {
      fc.pre(canary.bad / canary.total > stable.bad / stable.total + margin);
      const claim = { direction: "atMost", bound: margin } as const;
      const difference = logEvidence({ canary, stable }, claim) -
        logEvidence({ canary: { total: 0, bad: 0 }, stable: { total: 0, bad: 0 } }, claim);
      // What is left of the evidence without the marginal likelihood, which doesn't depend on the claim.
      const other = { direction: "atMost", bound: margin / 2 } as const;
      const slow = slowEvidence(canary, stable, margin) - slowEvidence(canary, stable, margin / 2);
      const fast = difference - logEvidence({ canary, stable }, other);
      assert.ok(Math.abs(fast - slow) < 1e-2, `${fast} instead of ${slow}`);
    }),
    { numRuns: 60 },
  );
});

function binomial(total: number, bad: number): number {
  let ways = 1;
  for (let i = 1; i <= bad; i++) ways = (ways * (total - bad + i)) / i;
  return ways;
}

function likelihood({ total, bad }: { total: number; bad: number }, rate: number): number {
  return rate ** bad * (1 - rate) ** (total - bad);
}

for (const usual of [undefined, { total: 500, bad: 7 }]) {
  Deno.test(
    `what is weighed against a claim is a distribution: its chances sum to 1, ${
      usual === undefined ? "knowing nothing" : "knowing what is usual"
    }`,
    () => {
      const prior = usual === undefined ? jeffreys : priorFrom(usual);
      const priors = { canary: prior, stable: prior };
      const claim = { direction: "atMost", bound: 0 } as const;
      const [n, m] = [12, 17];
      let [one, two] = [0, 0];
      for (let bad = 0; bad <= n; bad++) {
        const canary = { total: n, bad };
        one += binomial(n, bad) * likelihood(canary, bad / n) *
          Math.exp(logEvidence({ canary, priors }, { direction: "atMost", bound: 1 }));
        for (let other = 0; other <= m; other++) {
          const stable = { total: m, bad: other };
          const free = bad / n <= other / m;
          const pooled = (bad + other) / (n + m);
          const best = likelihood(canary, free ? bad / n : pooled) *
            likelihood(stable, free ? other / m : pooled);
          const ways = binomial(n, bad) * binomial(m, other);
          two += ways * best * Math.exp(logEvidence({ canary, stable, priors }, claim));
        }
      }
      assert.ok(Math.abs(one - 1) < 1e-9, String(one));
      assert.ok(Math.abs(two - 1) < 1e-6, String(two));
    },
  );
}

/** How often evidence reaches a level at any of many looks, while the claim is true at its very edge. */
function refuted({ margin, direction, level, runs, usual }: {
  margin: number;
  direction: "atMost" | "atLeast";
  level: number;
  runs: number;
  usual: boolean;
}): number {
  const random = seededRandom(17);
  let wrong = 0;
  const rate = 0.01;
  for (let run = 0; run < runs; run++) {
    let [canary, stable] = [{ total: 0, bad: 0 }, { total: 0, bad: 0 }];
    const before = { total: 20_000, bad: random.binomial(20_000, rate) };
    const prior = priorFrom(before);
    const priors = usual ? { canary: prior, stable: prior } : { canary: jeffreys, stable: jeffreys };
    for (let look = 0; look < 100; look++) {
      canary = { total: canary.total + 100, bad: canary.bad + random.binomial(100, rate + margin) };
      stable = { total: stable.total + 400, bad: stable.bad + random.binomial(400, rate) };
      if (logEvidence({ canary, stable, priors }, { direction, bound: margin }) >= Math.log(1 / level)) {
        wrong++;
        break;
      }
    }
  }
  return wrong;
}

for (const usual of [false, true]) {
  for (const direction of ["atMost", "atLeast"] as const) {
    Deno.test(
      `a true claim is refuted in no more runs than promised, over 100 looks: ${direction}, ${
        usual ? "with" : "without"
      } what is usual`,
      () => {
        // 5 % of 400 is 20; more than 36 has a chance below 0.0005 even if the promise were only just kept.
        assert.ok(refuted({ margin: 0.01, direction, level: 0.05, runs: 400, usual }) <= 36);
      },
    );
  }
}

Deno.test("looking a hundred times at a plain test would break the promise", () => {
  // The same runs with the usual test of two proportions at 5 %: this is what the e-value is for.
  const random = seededRandom(17);
  let wrong = 0;
  for (let run = 0; run < 400; run++) {
    let [canary, stable] = [0, 0];
    for (let look = 1; look <= 100; look++) {
      canary += random.binomial(100, 0.02);
      stable += random.binomial(400, 0.01);
      const [p, q] = [canary / (100 * look), stable / (400 * look)];
      const deviation = Math.sqrt((p * (1 - p)) / (100 * look) + (q * (1 - q)) / (400 * look));
      if (deviation > 0 && (p - q - 0.01) / deviation > 1.645) {
        wrong++;
        break;
      }
    }
  }
  assert.ok(wrong > 80, `${wrong} of 400`);
});
