import assert from "node:assert/strict";
import { afterAnswer, probeTiming, UNPROBED } from "../../../lab/node/probe_state.ts";

function verdict(answers: string, successThreshold: number, failureThreshold: number): string {
  const timing = probeTiming({ successThreshold, failureThreshold });
  return [...answers].reduce((state, answer) => afterAnswer(state, answer === "+", timing), UNPROBED).verdict;
}

for (
  const [answers, successes, failures, expected] of [
    ["", 1, 3, "unknown"],
    ["+", 1, 3, "success"],
    ["--", 1, 3, "unknown"],
    ["---", 1, 3, "failure"],
    ["+--", 1, 3, "success"],
    ["+---", 1, 3, "failure"],
    ["+--+--", 1, 3, "success"],
    ["---+", 2, 3, "failure"],
    ["---++", 2, 3, "success"],
    ["---+-+", 2, 3, "failure"],
  ] as const
) {
  Deno.test(`"${answers}" with thresholds ${successes} and ${failures} is ${expected}`, () => {
    assert.equal(verdict(answers, successes, failures), expected);
  });
}

Deno.test("a probe that says nothing has Kubernetes' timing", () => {
  const defaults = { initialDelay: 0, period: 10, timeout: 1, successThreshold: 1, failureThreshold: 3 };
  assert.deepEqual(probeTiming({}), defaults);
});
