import assert from "node:assert/strict";
import { syncWave } from "../../lib/resources/sync_wave.ts";

Deno.test("a wave is an annotation, and so a text", () => {
  assert.deepEqual(syncWave(-2), { "argocd.argoproj.io/sync-wave": "-2" });
});
