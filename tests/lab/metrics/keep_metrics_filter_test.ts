import assert from "node:assert/strict";
import { keepMetricsFilter } from "../../../lab/metrics/keep_metrics_filter.ts";

const OWNER = { apiVersion: "v1", kind: "Node", name: "lab", uid: "u-1" };

Deno.test("the filter is applied as soon as its kind is there and the webhook answers, and that is said once", async () => {
  const answers = ["unknown kind", "unknown kind", "error", "error", "applied"];
  const told: string[] = [];
  const enough = new Error("enough was seen");
  await assert.rejects(
    keepMetricsFilter({
      owner: () => Promise.resolve(OWNER),
      apply(filter) {
        assert.deepEqual(filter.metadata.ownerReferences, [OWNER]);
        const answer = answers.shift();
        if (answer === "error") return Promise.reject(new Error("no webhook"));
        return Promise.resolve(answer === "applied");
      },
      problem: (error) => (error as Error).message,
      tell: (line) => told.push(line),
      pause: () => answers.length === 0 ? Promise.reject(enough) : Promise.resolve(),
    }),
    enough,
  );
  assert.equal(told.length, 2);
  assert.match(told[0] ?? "", /no webhook/);
});
