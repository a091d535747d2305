import assert from "node:assert/strict";
import { disagreements } from "./judge_play.ts";
import type { Played } from "./played.ts";

const failure = {
  seconds: 0.1,
  host: "s1-frontend.local",
  status: 503,
  error: "",
  body: "no healthy upstream",
};

/** Pushed at 10 s, at rest at 30 s, ended at 40 s. */
function played(times: readonly number[], more: Partial<Played> = {}): Played {
  return {
    name: "a",
    codes: [],
    load: { seconds: 40, sent: 400, answered: 400, failures: times.map((at) => ({ ...failure, at })) },
    ...{ pushed: 10, settled: 30, ended: 40, refused: undefined, trouble: "", asked: [], shown: undefined },
    ...more,
  };
}

const cases: readonly (readonly [name: string, played: Played, expected: readonly RegExp[]])[] = [
  ["what is safe loses nothing", played([]), []],
  ["what is safe loses one request", played([12]), [
    /^1 of 400 requests failed: 503 \(UH\) once, at 12\.0 s$/,
  ]],
  ["nothing is sent", played([], { load: { seconds: 1, sent: 0, answered: 0, failures: [] } }), [/^nothing/]],
  ["it failed before", played([3, 15], { codes: ["requests-fail"] }), [/before the commit: .* at 3\.0 s/]],
  ["what is safe never comes to rest", played([], { settled: undefined, trouble: "x" }), [/to rest: x$/]],
  ["what fails on the way fails there", played([12, 20], { codes: ["requests-fail"] }), []],
  ["what fails on the way doesn't", played([], { codes: ["requests-fail"] }), [/^not one of 400/]],
  ["what fails on the way fails for good", played([12, 39], { codes: ["requests-fail"] }), [/fail for good/]],
  ["what is lost is lost", played([12, 39.5], { codes: ["requests-lost"] }), []],
  ["what is lost comes back", played([12, 20], { codes: ["requests-lost"] }), [/no request fails any more/]],
  [
    "what is immutable is refused",
    played([], { codes: ["immutable-field"], refused: "no", settled: undefined }),
    [],
  ],
  ["what is immutable isn't refused", played([], { codes: ["immutable-field"] }), [/^nobody refused it$/]],
  ["a policy's claim holds", played([], { codes: ["weight-jump"], shown: { is: true, text: "x" } }), []],
  [
    "a policy's claim doesn't hold",
    played([], { codes: ["weight-jump"], shown: { is: false, text: "x" } }),
    [/^not seen: x$/],
  ],
  [
    "a policy's claim holds, but a request is lost",
    played([12], { codes: ["weight-jump"], shown: { is: true, text: "x" } }),
    [/^1 of 400 requests failed/],
  ],
];

for (const [name, each, expected] of cases) {
  Deno.test(`${name}: ${expected.length === 0 ? "they agree" : "they disagree"}`, () => {
    const found = disagreements(each);
    assert.equal(found.length, expected.length, found.join("\n"));
    for (const [index, pattern] of expected.entries()) assert.match(found[index]!, pattern);
  });
}
