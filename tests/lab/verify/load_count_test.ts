import assert from "node:assert/strict";
import {
  countBetween,
  type FailedRequest,
  failuresText,
  failureText,
  isFailure,
} from "../../../lab/verify/load_count.ts";

const NO_HEALTHY = "no healthy upstream";
const REFUSED =
  "upstream connect error or disconnect/reset before headers. reset reason: remote connection failure, " +
  "transport failure reason: delayed connect error: Connection refused";

Deno.test("no answer and an answer of 400 and above is a failure", () => {
  const outcomes = [0, 200, 204, 302, 399, 400, 404, 503].map((status) => isFailure({ status }));
  assert.deepEqual(outcomes, [true, false, false, false, false, true, true, true]);
});

const TEXTS: readonly (readonly [name: string, failure: Partial<FailedRequest>, text: string])[] = [
  ["a connection that was reset", { error: "ECONNRESET" }, "no answer (ECONNRESET)"],
  ["no healthy pod", { status: 503, body: NO_HEALTHY }, "503 (UH)"],
  ["a refused connection", { status: 503, body: REFUSED }, "503 (UF)"],
  ["a timeout", { status: 504, body: "upstream request timeout" }, "504 (UT)"],
  ["a pool that is full", {
    status: 503,
    body: "upstream connect error or disconnect/reset before headers. reset reason: overflow",
  }, "503 (UO)"],
  ["an answer of the application's own", { status: 500, body: "oh" }, "500"],
  [
    "a tier below that had no healthy pod",
    {
      status: 502,
      body: JSON.stringify({
        service: "frontend",
        upstreams: [{
          status: 502,
          body: { service: "backend", upstreams: [{ status: 503, body: NO_HEALTHY }] },
        }],
      }),
    },
    "502, from below 503 (UH)",
  ],
];

for (const [name, failure, expected] of TEXTS) {
  Deno.test(`${name} is told as ${expected}`, () => {
    assert.equal(failureText({ status: 0, error: "", body: "", ...failure }), expected);
  });
}

Deno.test("failures of a kind are told together, with their times", () => {
  const failed = { seconds: 0, host: "a", status: 503, error: "", body: NO_HEALTHY };
  const reset = { ...failed, status: 0, error: "ECONNRESET", body: "" };
  assert.equal(
    failuresText([{ ...failed, at: 12.34 }, { ...reset, at: 3 }, { ...failed, at: 11 }]),
    "503 (UH) 2 times, at 11.0 to 12.3 s; no answer (ECONNRESET) once, at 3.0 s",
  );
});

Deno.test("between two counts is what came after the first", () => {
  const failure = { at: 1, seconds: 0, host: "a", status: 503, error: "", body: "" };
  const later = { ...failure, at: 9 };
  const before = { seconds: 5, sent: 100, answered: 99, failures: [failure] };
  const after = { seconds: 12, sent: 250, answered: 250, failures: [failure, later] };
  assert.deepEqual(countBetween(before, after), { seconds: 7, sent: 150, answered: 151, failures: [later] });
});
