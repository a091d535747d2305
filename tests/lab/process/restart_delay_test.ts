import assert from "node:assert/strict";
import { restartDelay } from "../../../lab/process/restart_delay.ts";

Deno.test("the first restart is at once, later ones ever slower, up to half a minute", () => {
  assert.deepEqual([0, 1, 2, 3, 5, 6, 100, Infinity].map(restartDelay), [0, 1, 2, 4, 16, 30, 30, 30]);
});
