import assert from "node:assert/strict";
import { backOff } from "../../../lab/node/back_off.ts";

Deno.test("a container that keeps crashing waits 0, 10, 20, 40, 80, 160, 300, 300 s", () => {
  let [owed, time] = [0, 0];
  const waits = Array.from({ length: 8 }, () => {
    const finished = time + 1000;
    const next = backOff({ owed, started: time, finished });
    [owed, time] = [next.owed, next.notBefore];
    return (next.notBefore - finished) / 1000;
  });
  assert.deepEqual(waits, [0, 10, 20, 40, 80, 160, 300, 300]);
});

Deno.test("a container that ran for ten minutes begins anew", () => {
  assert.deepEqual(backOff({ owed: 300, started: 0, finished: 600_000 }), { notBefore: 600_000, owed: 10 });
  assert.deepEqual(backOff({ owed: 300, started: 0, finished: 599_999 }), { notBefore: 899_999, owed: 300 });
});
