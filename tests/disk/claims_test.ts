import assert from "node:assert/strict";
import { claimants, Claims } from "../../lib/disk/claims.ts";

Deno.test("a thing is claimed once, whoever shares the memory", () => {
  const claims = new Claims(2);
  const others = new Claims(claims.memory);
  assert.equal(others.size, 2);
  assert.ok(claims.take(0, claimants.main));
  assert.ok(!others.take(0, claimants.helper));
  assert.ok(!claims.take(0, claimants.main));
  assert.ok(others.take(1, claimants.helper));
  assert.ok(claims.isTakenBy(1, claimants.helper));
  assert.ok(!claims.isTakenBy(1, claimants.main));
});
