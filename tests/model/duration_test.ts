import assert from "node:assert/strict";
import { durationSeconds } from "../../lib/model/duration.ts";

const cases: readonly [text: string, seconds: number][] = [
  ["5s", 5],
  ["250ms", 0.25],
  ["1m30s", 90],
  ["1.5h", 5400],
  ["2h0m", 7200],
  ["", NaN],
  ["5", NaN],
  ["5s ", NaN],
  ["5d", NaN],
];
for (const [text, seconds] of cases) {
  Deno.test(`durationSeconds("${text}") is ${seconds}`, () => assert.equal(durationSeconds(text), seconds));
}
