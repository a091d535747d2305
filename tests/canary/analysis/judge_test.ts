import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type AnalysisModel,
  judge,
  type Judgement,
  judgements,
  type Metric,
  type Requests,
  type Sample,
} from "../../../lib/canary/analysis/mod.ts";

const success: Metric = { kind: "success-rate", minimum: 99 };
const latency: Metric = { kind: "latency", percentile: 99, maximum: "500ms" };
const queue: Metric = { kind: "custom", name: "queue", query: "max(queue)", maximum: 50 };

const policy = (changes: Partial<AnalysisModel> = {}): AnalysisModel => ({
  interval: "60s",
  count: 1,
  minimumRequests: 100,
  failureLimit: 3,
  noData: "hold",
  metrics: [success],
  ...changes,
});

/** Requests of which `slow` take between 500 ms and a second, all others less than 100 ms. */
function requests(total: number, failed = 0, slow = 0): Requests {
  return {
    total,
    failed,
    latency: {
      bounds: [0.1, 0.25, 0.5, 1, Infinity],
      cumulative: [total - slow, total - slow, total - slow, total, total],
    },
  };
}

function sample(
  canary: Requests | undefined,
  stable: Requests | undefined,
  custom: Sample["custom"] = {},
): Sample {
  return { at: 0, canary, stable, custom };
}

const usual = requests(36_000, 36);
const at = (weight: number) => ({ weight, steps: 4 });

interface Row {
  readonly name: string;
  readonly analysis?: Partial<AnalysisModel>;
  readonly weight?: number;
  readonly samples: readonly Sample[];
  readonly decision: Judgement["decision"];
  readonly reason: RegExp;
}

const rows: readonly Row[] = [
  { name: "no interval has ended", samples: [], decision: "hold", reason: /no interval has ended/ },
  {
    name: "too few requests to the canary",
    samples: [sample(requests(99), requests(9000))],
    decision: "hold",
    reason: /99 requests to canary, 100 are needed/,
  },
  {
    name: "too few requests to stable",
    samples: [sample(requests(9000), requests(99))],
    decision: "hold",
    reason: /99 requests to stable/,
  },
  {
    name: "enough requests, but nothing is shown",
    samples: [sample(requests(300), requests(2700, 3))],
    decision: "hold",
    reason: /too few to tell/,
  },
  {
    name: "a canary like stable",
    samples: [sample(requests(2000, 2), requests(18_000, 18))],
    decision: "advance",
    reason:
      /canary 2 of 2,000 \(0\.1 %\), stable 18 of 18,000 \(0\.1 %\) failed: .* to 1 that it isn't more than 1 % points more/,
  },
  {
    name: "5 points more errors",
    samples: [sample(requests(600, 30), requests(5400, 5))],
    decision: "abort",
    reason: /success rate: canary 30 of 600 \(5 %\), stable 5 of 5,400/,
  },
  {
    name: "errors above the fixed bound on both",
    samples: [sample(requests(2000, 100), requests(18_000, 900))],
    decision: "hold",
    reason: /so does stable/,
  },
  {
    name: "errors above the fixed bound at 100 %, where there is no stable",
    weight: 100,
    samples: [sample(requests(2000, 100), undefined)],
    decision: "abort",
    reason: /at most 1 % may/,
  },
  {
    name: "few errors at 100 %",
    weight: 100,
    samples: [sample(requests(2000, 2), requests(0))],
    decision: "advance",
    reason: /2 of 2,000/,
  },
  {
    name: "a canary that is slow",
    analysis: { metrics: [success, latency] },
    samples: [sample(requests(2000, 2, 200), requests(18_000, 18))],
    decision: "abort",
    reason: /p99 latency: canary 200 of 2,000/,
  },
  {
    name: "no answer, hold",
    samples: [sample(undefined, undefined)],
    decision: "hold",
    reason: /no answer from Prometheus/,
  },
  {
    name: "no answer so often that it would be too much for abort",
    analysis: { noData: "abort" },
    samples: Array.from({ length: 3 }, () => sample(undefined, undefined)),
    decision: "abort",
    reason: /no answer/,
  },
  {
    name: "no answer once, where three are too many",
    analysis: { noData: "abort" },
    samples: [sample(undefined, undefined)],
    decision: "hold",
    reason: /no answer/,
  },
  {
    name: "no traffic, advance",
    analysis: { noData: "advance" },
    samples: [sample(requests(0), requests(0))],
    decision: "advance",
    reason: /0 requests to canary/,
  },
  {
    name: "a custom metric within its bounds",
    analysis: { metrics: [queue] },
    samples: [sample(requests(0), requests(0), { 0: 12 })],
    decision: "advance",
    reason: /queue: is 12/,
  },
  {
    name: "a custom metric out of its bounds once",
    analysis: { metrics: [queue] },
    samples: [sample(requests(0), requests(0), { 0: 51 })],
    decision: "hold",
    reason: /queue: is 51, must be at most 50/,
  },
  {
    name: "a custom metric out of its bounds too often, good in between",
    analysis: { metrics: [queue] },
    samples: [51, 3, 52, 3, 53].map((value) => sample(requests(0), requests(0), { 0: value })),
    decision: "abort",
    reason: /is 53/,
  },
  {
    name: "a custom metric without a value",
    analysis: { metrics: [queue] },
    samples: [sample(requests(0), requests(0), { 0: NaN })],
    decision: "hold",
    reason: /no value/,
  },
  {
    name: "good once where twice is asked for",
    analysis: { count: 2 },
    samples: [sample(requests(2000), requests(18_000))],
    decision: "hold",
    reason: /good 1 times in a row, 2 are needed/,
  },
  {
    name: "bad earlier, good by now",
    samples: [
      sample(requests(600, 60), requests(5400, 5)),
      sample(requests(90_000, 60), requests(900_000, 900)),
    ],
    decision: "abort",
    reason: /60 of 600/,
  },
];

for (const { name, analysis, weight = 10, samples, decision, reason } of rows) {
  Deno.test(`judged as it should be: ${name}`, () => {
    const judgement = judge(policy(analysis), at(weight), { samples, usual });
    assert.equal(judgement.decision, decision, judgement.reasons.join("\n"));
    assert.match(judgement.reasons.join("\n"), reason);
  });
}

const someSample = fc.record({
  canary: fc.option(
    fc.record({ total: fc.nat({ max: 3000 }), share: fc.double({ min: 0, max: 0.1, noNaN: true }) }),
    {
      nil: undefined,
    },
  ),
  stable: fc.option(
    fc.record({ total: fc.nat({ max: 9000 }), share: fc.double({ min: 0, max: 0.1, noNaN: true }) }),
    {
      nil: undefined,
    },
  ),
}).map(({ canary, stable }) => {
  const of = (value: typeof canary) => value && requests(value.total, Math.floor(value.total * value.share));
  return sample(of(canary), of(stable));
});

Deno.test("an abort stays an abort, whatever is measured afterwards", () => {
  fc.assert(
    fc.property(fc.array(someSample, { minLength: 1, maxLength: 8 }), fc.nat({ max: 8 }), (samples, cut) => {
      const evidence = (samples: readonly Sample[]) => ({ samples, usual });
      if (judge(policy(), at(10), evidence(samples.slice(0, cut))).decision !== "abort") return;
      assert.equal(judge(policy(), at(10), evidence(samples)).decision, "abort");
    }),
  );
});

Deno.test("a judgement depends on nothing but the samples before it", () => {
  fc.assert(fc.property(fc.array(someSample, { minLength: 1, maxLength: 8 }), (samples) => {
    const one = [...judgements(samples, { analysis: policy(), step: at(10), usual })];
    for (const [index, judgement] of one.entries()) {
      assert.deepEqual(judge(policy(), at(10), { samples: samples.slice(0, index + 1), usual }), judgement);
    }
  }));
});

Deno.test("every judgement says why", () => {
  fc.assert(fc.property(fc.array(someSample, { maxLength: 5 }), (samples) => {
    const { reasons } = judge(policy({ metrics: [success, latency] }), at(10), { samples, usual });
    assert.ok(reasons.length > 0 && reasons.every((reason) => reason.length > 5 && !reason.includes("NaN")));
  }));
});
