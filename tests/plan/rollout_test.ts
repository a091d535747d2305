/** Whether a roll-out leaves pods that answer. */
import assert from "node:assert/strict";
import { leavesNoPods } from "../../lib/plan/rollout.ts";

const cases: readonly (readonly [
  name: string,
  kind: string,
  spec: Readonly<Record<string, unknown>>,
  expected: boolean,
])[] = [
  ["one pod, and none may be missing", "Deployment", rolling(1, 0), false],
  ["one pod, and it may be missing", "Deployment", rolling(1, 1), true],
  ["four pods by default", "Deployment", { replicas: 4 }, false],
  ["one pod by default", "Deployment", { replicas: 1 }, false],
  ["three pods of which all may be missing", "Deployment", rolling(3, "100%"), true],
  ["three pods of which half may be missing", "Deployment", rolling(3, "50%"), false],
  ["all pods go first", "Deployment", { replicas: 3, strategy: { type: "Recreate" } }, true],
  ["the only pod of a StatefulSet", "StatefulSet", { replicas: 1 }, true],
  ["two pods of a StatefulSet", "StatefulSet", { replicas: 2 }, false],
];

function rolling(replicas: number, maxUnavailable: number | string) {
  return { replicas, strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable } } };
}

for (const [name, kind, spec, expected] of cases) {
  Deno.test(`${name}: ${expected ? "there is a moment without pods" : "some always answer"}`, () => {
    const version = (image: string) => ({
      apiVersion: "apps/v1",
      kind,
      metadata: { name: "a", namespace: "a" },
      spec: { ...spec, template: { spec: { containers: [{ image }] } } },
    });
    const change = { key: "a", application: "a", before: version("a:1"), after: version("a:2") };
    assert.equal(leavesNoPods(change), expected);
    assert.equal(leavesNoPods({ ...change, after: version("a:1") }), false);
  });
}
