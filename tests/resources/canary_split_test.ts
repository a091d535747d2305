import assert from "node:assert/strict";
import { isDivided, splitOf } from "../../lib/resources/canary_split.ts";

for (
  const [weight, stable, divided] of [[0, 100, false], [1, 99, true], [99, 1, true], [100, 0, false]] as const
) {
  Deno.test(`a canary at ${weight} % leaves ${stable} % to stable`, () => {
    assert.deepEqual(splitOf({ weight }), { stable, canary: weight });
    assert.equal(isDivided(splitOf({ weight })), divided);
  });
}
