import assert from "node:assert/strict";
import type { HopCounts } from "../../../lab/verify/hop_counts.ts";
import { compareWithAnswers, judgeWeight } from "../../../lab/verify/proofs/weights.ts";
import { find, lab, service } from "../../model/catalogue_fixture.ts";

const NONE: HopCounts = { total: 0, stable: 0, canary: 0, other: 0, lost: "" };
const of = (total: number, canary: number, rest: Partial<HopCounts> = {}): HopCounts => ({
  ...NONE,
  total,
  canary,
  stable: total - canary,
  ...rest,
});

const CASES = [
  {
    name: "the declared share passes",
    weight: 10,
    counts: of(2000, 203),
    passed: true,
    says: /203 of 2,000 requests \(10\.2 %\) went to canary; declared 10 %, accepted 147 to 258/,
  },
  { name: "the least accepted number passes", weight: 10, counts: of(2000, 147), passed: true, says: /147/ },
  { name: "one below fails", weight: 10, counts: of(2000, 146), passed: false, says: /146/ },
  { name: "the most accepted number passes", weight: 10, counts: of(2000, 258), passed: true, says: /258/ },
  { name: "one above fails", weight: 10, counts: of(2000, 259), passed: false, says: /259/ },
  { name: "swapped weights fail", weight: 10, counts: of(2000, 1800), passed: false, says: /90\.0 %/ },
  {
    name: "one request to a canary that gets none fails",
    weight: 0,
    counts: of(2000, 1),
    passed: false,
    says: /accepted exactly 0/,
  },
  {
    name: "no request to a canary that gets none passes",
    weight: 0,
    counts: of(2000, 0),
    passed: true,
    says: /exactly 0/,
  },
  {
    name: "one request to stable where the canary gets all fails",
    weight: 100,
    counts: of(2000, 1999),
    passed: false,
    says: /exactly 2,000/,
  },
  {
    name: "too few requests prove nothing",
    weight: 10,
    counts: of(1999, 200),
    passed: false,
    says: /only 1,999 of at least 2,000/,
  },
  {
    name: "a pod of neither version fails",
    weight: 10,
    counts: of(2000, 200, { other: 1 }),
    passed: false,
    says: /neither version/,
  },
  {
    name: "lost counts fail",
    weight: 10,
    counts: of(2000, 200, { lost: "the pod a went away" }),
    passed: false,
    says: /the pod a went away/,
  },
  {
    name: "nothing counted fails",
    weight: 10,
    counts: undefined,
    passed: false,
    says: /nothing was counted/,
  },
] as const;

for (const { name, weight, counts, passed, says } of CASES) {
  Deno.test(name, () => {
    const finding = judgeWeight({ hop: "a → b", weight, counts, errorRate: 1e-4 / 3, least: 2000 });
    assert.equal(finding.passed, passed, finding.text);
    assert.match(finding.text, says);
  });
}

const visit = (name: string, version: string, upstreams: readonly unknown[] = []) => ({
  ...{ service: name, version, pod: `${name}-1`, path: "/", method: "GET", headers: {} },
  upstreams: upstreams.map((body) => ({ url: "", status: 200, body })),
});
const cluster = lab([service("a"), service("b")]);
const HOPS = [
  { name: "gateway → a", callee: find(cluster, "a") },
  { name: "a → b", callee: find(cluster, "b") },
];
const answer = (body: unknown) => ({ status: 200, body: JSON.stringify(body) });

Deno.test("answers agree with what the proxies counted, of other requests too", () => {
  const counts = new Map([["gateway → a", of(3, 1)], ["a → b", of(2, 0)]]);
  const answers = [
    answer(visit("a", "canary", [visit("b", "stable")])),
    answer(visit("a", "stable", [visit("b", "stable")])),
  ];
  assert.deepEqual(compareWithAnswers(HOPS, counts, answers).map(({ passed }) => passed), [true, true]);
});

Deno.test("an answer of a version that no proxy counted is a contradiction", () => {
  const counts = new Map([["gateway → a", of(1, 0)], ["a → b", of(1, 0)]]);
  const [, finding] = compareWithAnswers(HOPS, counts, [
    answer(visit("a", "stable", [visit("b", "canary")])),
  ]);
  assert.equal(finding?.passed, false);
  assert.match(finding?.text ?? "", /b canary answered 1, counted were 0/);
});

Deno.test("a failed request is told, and programs that don't say who they are are not compared", () => {
  const findings = compareWithAnswers(HOPS, new Map(), [{ status: 503, body: "no healthy upstream" }, {
    status: 200,
    body: "<html>",
  }]);
  assert.equal(findings.length, 1);
  assert.equal(findings[0]?.passed, false);
  assert.match(findings[0]?.text ?? "", /^1 of 2 requests were answered well/);
});
