import assert from "node:assert/strict";
import fc from "fast-check";
import type { AnalysisModel } from "../../../lib/canary/analysis/mod.ts";
import { measure, type Prometheus, ticks } from "../../../lib/canary/measure/measure.ts";
import { customQuery, durationsQuery, requestsQuery } from "../../../lib/canary/measure/queries.ts";
import { requestsOf } from "../../../lib/canary/measure/requests_of.ts";
import { growth, type Series } from "../../../lib/canary/measure/series.ts";

const series = (points: Series["points"], labels: Series["labels"] = {}): Series => ({ labels, points });

const growths: readonly [name: string, points: Series["points"], expected: readonly number[]][] = [
  ["a counter that grows", [[0, 5], [60, 9], [120, 20]], [0, 4, 15]],
  ["a counter that stands still", [[0, 5], [60, 5], [120, 5]], [0, 0, 0]],
  ["a counter that begins anew", [[0, 50], [60, 3], [120, 5]], [0, 3, 5]],
  ["a counter that appears", [[60, 3], [120, 5]], [0, 3, 5]],
  ["a counter that can't be seen for a while", [[0, 5], [120, 11]], [0, 0, 6]],
  ["a counter that is gone", [[0, 5], [60, 7]], [0, 2, 2]],
  ["no counter", [], [0, 0, 0]],
];

for (const [name, points, expected] of growths) {
  Deno.test(`the growth of ${name}`, () => assert.deepEqual(growth(series(points), [0, 60, 120]), expected));
}

Deno.test("growth never falls, and without restarts it is the difference", () => {
  fc.assert(fc.property(fc.array(fc.nat({ max: 1000 }), { minLength: 2, maxLength: 20 }), (steps) => {
    let value = 7;
    const points = steps.map((step, index) => [index, value += step] as const);
    const grown = growth(series(points), points.map(([at]) => at));
    assert.equal(grown.at(-1), points.at(-1)![1] - points[0]![1]);
    for (const [index, value] of grown.entries()) assert.ok(index === 0 || value >= grown[index - 1]!);
  }));
});

Deno.test("requests are failures with 5xx, without an answer, and not with 4xx", () => {
  const requests = ["200", "404", "500", "503", "0"].map((code, index) =>
    series([[0, 0], [60, 10 ** index]], { response_code: code })
  );
  const [, { total, failed } = assert.fail()] = requestsOf({ requests, durations: [] }, [0, 60]);
  assert.deepEqual([total, failed], [11_111, 11_100]);
});

Deno.test("durations of all proxies are one histogram in seconds, in the order of its bounds", () => {
  const bucket = (le: string, count: number) => series([[0, 0], [60, count]], { le, pod: "a" });
  const durations = [bucket("+Inf", 9), bucket("100", 5), bucket("1000", 8), bucket("100", 1)];
  const [, { latency } = assert.fail()] = requestsOf({ requests: [], durations }, [0, 60]);
  assert.deepEqual(latency, { bounds: [0.1, 1, Infinity], cumulative: [6, 8, 9] });
});

const target = { service: "shop", namespace: "web" };

Deno.test("the queries ask the callers' proxies about one version", () => {
  assert.equal(
    requestsQuery(target, "canary"),
    'sum by (instance, pod, response_code) (istio_requests_total{reporter="source",' +
      'destination_workload="shop-canary",destination_workload_namespace="web"})',
  );
  assert.equal(
    durationsQuery(target, "stable"),
    'sum by (instance, pod, le) (istio_request_duration_milliseconds_bucket{reporter="source",' +
      'destination_workload="shop-stable",destination_workload_namespace="web"})',
  );
});

Deno.test("a custom query has its placeholders filled in", () => {
  assert.equal(
    customQuery("a{{{service}}} b{{ version }} {{namespace}}[{{interval}}] {{other}}", target, "30s"),
    "a{shop} bcanary web[30s] {{other}}",
  );
});

const analysis: AnalysisModel = {
  interval: "60s",
  count: 1,
  minimumRequests: 100,
  failureLimit: 5,
  noData: "hold",
  metrics: [{ kind: "success-rate", minimum: 99 }, {
    kind: "custom",
    name: "queue",
    query: "max(queue)",
    maximum: 5,
  }],
};

function prometheus(
  fails: (query: string) => boolean = () => false,
): Prometheus & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    range(query, { start, end, step }) {
      asked.push(query);
      if (fails(query)) return Promise.reject(new Error("503"));
      const points: [number, number][] = [];
      for (let at = start; at <= end; at += step) points.push([at, query === "max(queue)" ? 3 : at * 2]);
      return Promise.resolve([series(points, { response_code: "200", le: "+Inf" })]);
    },
  };
}

Deno.test("a step is measured once for each interval that has ended", async () => {
  const { samples, usual } = await measure(prometheus(), {
    target,
    analysis,
    window: { since: 9985, now: 10_199 },
    scrapeInterval: "15s",
  });
  assert.deepEqual(samples.map(({ at, canary, custom }) => [at, canary?.total, custom[1]]), [
    [10_060, 120, 3],
    [10_120, 240, 3],
    [10_180, 360, 3],
  ]);
  assert.equal(usual?.total, 7200);
});

Deno.test("what was counted before a step but scraped only in it isn't the step's", async () => {
  // 50 requests of an old image had failed by 10,000; Prometheus heard of them at 10,014.
  const late: Prometheus = {
    range(_, { start, end, step }) {
      const points: [number, number][] = [];
      for (let at = start; at <= end; at += step) points.push([at, at < 10_014 ? 100 : 150]);
      return Promise.resolve([series(points, { response_code: "503", le: "+Inf" })]);
    },
  };
  const window = { since: 10_000, now: 10_080 };
  const { samples: [sample] } = await measure(late, { target, analysis, window, scrapeInterval: "15s" });
  assert.equal(sample?.canary?.failed, 0);
});

Deno.test("what counters had counted before a Prometheus without memory knew them isn't the step's", async () => {
  const forgetful: Prometheus = {
    range(query, { start, end, step }) {
      const points: [number, number][] = [];
      const [life, perSecond] = query.includes("shop-canary") ? [5000, 1] : [90_000, 10];
      for (let at = start; at <= end; at += step) {
        if (at >= 10_050) points.push([at, life + (at - 10_000) * perSecond]);
      }
      return Promise.resolve([series(points, { response_code: "503", le: "+Inf" })]);
    },
  };
  const window = { since: 9985, now: 10_180 };
  const { samples, usual } = await measure(forgetful, { target, analysis, window, scrapeInterval: "15s" });
  assert.deepEqual(samples.map(({ canary, stable }) => [canary?.total, stable?.total]), [[0, 0], [60, 600], [
    120,
    1200,
  ]]);
  assert.equal(usual?.total, 0);
});

Deno.test("a counter that appears beside others is new, and all that it has counted is the step's", async () => {
  const growing: Prometheus = {
    range(query, { start, end, step }) {
      const points: [number, number][] = [];
      const first = query.includes("shop-canary") ? 10_020 : 0;
      for (let at = start; at <= end; at += step) if (at >= first) points.push([at, at - first]);
      return Promise.resolve([series(points, { response_code: "200", le: "+Inf" })]);
    },
  };
  const window = { since: 9985, now: 10_060 };
  const { samples: [sample] } = await measure(growing, { target, analysis, window, scrapeInterval: "15s" });
  assert.equal(sample?.canary?.total, 40);
});

Deno.test("before the first interval has ended nothing is asked", async () => {
  const empty = prometheus();
  const { samples } = await measure(empty, {
    target,
    analysis,
    window: { since: 9985, now: 10_059 },
    scrapeInterval: "15s",
  });
  assert.deepEqual([samples, empty.asked], [[], []]);
});

const outages: readonly [name: string, fails: (query: string) => boolean, seen: readonly boolean[]][] = [
  ["everything", () => true, [false, false, false]],
  ["the canary's requests", (query) => query.includes("shop-canary"), [false, true, true]],
  ["stable's durations", (query) => query.includes("bucket") && query.includes("shop-stable"), [
    true,
    false,
    true,
  ]],
  ["a custom metric", (query) => query === "max(queue)", [true, true, false]],
];

for (const [name, fails, seen] of outages) {
  Deno.test(`without an answer about ${name} a sample says so`, async () => {
    const { samples: [sample] } = await measure(prometheus(fails), {
      target,
      analysis,
      window: { since: 9985, now: 10_060 },
      scrapeInterval: "15s",
    });
    const { canary, stable, custom } = sample!;
    assert.deepEqual([canary, stable, custom[1]].map((value) => value !== undefined), seen);
  });
}

Deno.test("intervals are counted from the beginning of the step", () => {
  assert.deepEqual(ticks({ since: 7, now: 150 }, 60), [7, 67, 127]);
  assert.deepEqual(ticks({ since: 200, now: 150 }, 60), [200]);
  assert.equal(ticks({ since: 0, now: 1e9 }, 60).length, 5001);
});
