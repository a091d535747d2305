import assert from "node:assert/strict";
import { WakeUp } from "../../../lab/node/wake_up.ts";

/** Longer than any test may last. */
const LONG = 3600;

Deno.test("a wait ends when it is woken", async () => {
  const wakeUp = new WakeUp();
  wakeUp.begin();
  const slept = wakeUp.sleep(LONG);
  wakeUp.wake();
  await slept;
});

Deno.test("what happens between a look and the wait after it is not missed", async () => {
  const wakeUp = new WakeUp();
  wakeUp.begin();
  wakeUp.wake();
  await wakeUp.sleep(LONG);
});

Deno.test("what happened before a look does not end the wait after it", async () => {
  const wakeUp = new WakeUp();
  wakeUp.wake();
  wakeUp.begin();
  let ended = false;
  const slept = wakeUp.sleep(LONG).then(() => ended = true);
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(ended, false);
  wakeUp.wake();
  await slept;
});

Deno.test("a wait ends by itself in time", async () => {
  const wakeUp = new WakeUp();
  wakeUp.begin();
  await wakeUp.sleep(0.01);
});
