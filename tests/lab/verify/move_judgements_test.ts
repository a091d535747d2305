import assert from "node:assert/strict";
import { judgeLoad, judgeMove } from "../../../lab/verify/move_judgements.ts";

/** One window a second; the commit is pushed at 10 s. */
function windowsOf(canary: readonly number[], total = 60) {
  return canary.map((count, index) => ({ begin: 8 + index, end: 9 + index, total, canary: count }));
}

const hop = { hop: "frontend → backend", pushed: 10, settled: 15, errorRate: 1e-6 };

Deno.test("a new weight that is seen in the traffic is accepted, with its seconds", () => {
  const windows = windowsOf([6, 5, 7, 6, 15, 14, 16, 15, 15, 14, 16, 15, 15, 16, 14]);
  const { passed, text, numbers } = judgeMove({ ...hop, from: 10, to: 25, windows });
  assert.match(text, /10 % → 25 % within 3\.00 s of the push; then 150 of 600 requests \(25\.0 %\)/);
  assert.equal(passed, true);
  assert.equal(numbers?.["seconds"], 3);
});

Deno.test("a weight that never comes is told", () => {
  const { passed, text } = judgeMove({ ...hop, from: 10, to: 25, windows: windowsOf(Array(20).fill(6)) });
  assert.deepEqual([passed, text], [false, "frontend → backend: 10 % → 25 %: never seen in the traffic"]);
});

Deno.test("another weight than the declared one is refused", () => {
  const windows = windowsOf([6, 6, 6, 6, ...Array(12).fill(40)]);
  assert.equal(judgeMove({ ...hop, from: 10, to: 25, windows }).passed, false);
});

Deno.test("one request to a canary that may have none is refused", () => {
  const gone = windowsOf([6, 6, 6, 2, ...Array(12).fill(0)]);
  assert.equal(judgeMove({ ...hop, from: 10, to: 0, windows: gone }).passed, true);
  const late = gone.map((window, index) => index === 14 ? { ...window, canary: 1 } : window);
  assert.equal(judgeMove({ ...hop, from: 10, to: 0, windows: late }).passed, false);
});

Deno.test("a weight that stays is measured from when the commit is in", () => {
  const { passed, text } = judgeMove({ ...hop, from: 100, to: 100, windows: windowsOf(Array(20).fill(60)) });
  assert.equal(passed, true);
  assert.match(text, /still 100 %; then 780 of 780/);
});

Deno.test("a load passes if something was sent and nothing failed", () => {
  const count = { seconds: 12.3, sent: 1234, answered: 1234, failures: [] };
  assert.deepEqual(judgeLoad("up", count), {
    passed: true,
    text: "up: 0 of 1,234 requests failed in 12 s",
    numbers: { what: "up", sent: 1234, failed: 0, seconds: 12.3 },
  });
  assert.equal(judgeLoad("up", { ...count, sent: 0 }).passed, false);
  const failure = { at: 4, seconds: 0.1, host: "a", status: 503, error: "", body: "no healthy upstream" };
  const { passed, text } = judgeLoad("up", { ...count, failures: [failure] }, ["gateway: 503 UH"]);
  assert.equal(passed, false);
  assert.equal(text, "up: 1 of 1,234 requests failed in 12 s: 503 (UH) once, at 4.0 s; gateway: 503 UH");
});
