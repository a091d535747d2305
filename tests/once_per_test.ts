import assert from "node:assert/strict";
import { onceInARow, oncePer } from "../lib/once_per.ts";

type Compute = (key: object) => number | undefined;

/** A function that answers with how often it was asked, the first time with nothing. */
function counting(remembering: (compute: Compute) => Compute) {
  let asked = 0;
  const answer = remembering(() => ++asked > 1 ? asked : undefined);
  return { answer, asked: () => asked };
}

Deno.test("once per object is once for each of them, in any order, and nothing is an answer too", () => {
  const { answer, asked } = counting(oncePer);
  const [one, other] = [{}, {}];
  assert.deepEqual([one, other, one, other].map(answer), [undefined, 2, undefined, 2]);
  assert.equal(asked(), 2);
});

Deno.test("once in a row forgets an answer with the next one", () => {
  const { answer, asked } = counting(onceInARow);
  const [one, other] = [{}, {}];
  assert.deepEqual([one, one, other, other, one].map(answer), [undefined, undefined, 2, 2, 3]);
  assert.equal(asked(), 3);
});
