import assert from "node:assert/strict";
import { ABORT, type CanaryCommit, PROMOTION } from "../../../lab/verify/canary_moves.ts";
import { type Service, weightOf } from "../../../lib/canary/actions/mod.ts";
import { changeValue, type PlainObject } from "../../../lib/canary/edit/value_change.ts";
import backend from "../../../services/backend.ts";

/** The weight after each commit; `undefined` without a canary. */
function weightsAfter(commits: readonly CanaryCommit[]): readonly (number | undefined)[] {
  const first = backend as unknown as Service;
  let service = first;
  return commits.map(({ move }) => {
    const { changes = [] } = move(service, first) ?? {};
    service = changeValue(service as unknown as PlainObject, changes) as unknown as Service;
    return service.canary === undefined ? undefined : weightOf(service.canary);
  });
}

Deno.test("the commits of a promotion go up, back, to everything, and end without a canary", () => {
  assert.deepEqual(weightsAfter(PROMOTION), [25, 10, 100, 100, undefined]);
});

Deno.test("the commits of an abort take the requests away, then the canary", () => {
  assert.deepEqual(weightsAfter(ABORT), [0, undefined]);
});
