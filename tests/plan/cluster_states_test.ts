/** Which moments of several Applications together are looked at. */
import assert from "node:assert/strict";
import fc from "fast-check";
import type { ApplicationState } from "../../lib/plan/application_states.ts";
import { clusterStates, isExhaustive, mostStates } from "../../lib/plan/cluster_states.ts";

const application = (length: number): readonly ApplicationState[] =>
  Array.from(
    { length },
    (_, index) => ({ moment: String(index), objects: [], oldPods: true, newPods: true }),
  );

const choices = (lengths: readonly number[]) =>
  [...clusterStates(lengths.map(application), [])].map(({ moments }) =>
    moments.map(({ moment }) => Number(moment))
  );

Deno.test("every moment of every Application meets every moment of every other, the earlier ones first", () => {
  const few = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 });
  fc.assert(fc.property(few, (lengths) => {
    const found = choices(lengths);
    assert.equal(new Set(found.map(String)).size, lengths.reduce((product, each) => product * each, 1));
    const sums = found.map((choice) => choice.reduce((sum, each) => sum + each, 0));
    assert.deepEqual(sums, sums.toSorted((a, b) => a - b));
  }));
});

Deno.test("of too many, every moment of each two meets, the others having begun or ended", () => {
  const lengths = [10, 10, 10, 10];
  assert.ok(10 ** 4 > mostStates && !isExhaustive(lengths.map(application)));
  const found = new Set(choices(lengths).map(String));
  for (const rest of [0, 9]) {
    for (let one = 0; one < 10; one++) {
      for (let other = 0; other < 10; other++) {
        assert.ok(found.has(String([one, rest, other, rest])));
        assert.ok(found.has(String([rest, one, rest, other])));
      }
    }
  }
});
