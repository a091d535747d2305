import assert from "node:assert/strict";
import { textInSlot, valueInSlot } from "./slot_names.ts";

const cases: readonly (readonly [text: string, expected: string])[] = [
  ["backend-service.backend.svc.cluster.local", "s1-backend-service.s1-backend.svc.cluster.local"],
  ["cluster.local/ns/frontend/sa/frontend", "cluster.local/ns/s1-frontend/sa/s1-frontend"],
  ["base/ml/kustomization.yaml", "base/s1-ml/kustomization.yaml"],
  ["- ../ml/config-map.yaml\n", "- ../s1-ml/config-map.yaml\n"],
  ["ghcr.io/3rvision/ml:1.0.1", "ghcr.io/3rvision/ml:1.0.1"],
  ["services/backend.ts", "services/s1-backend.ts"],
  ["model-team", "model-team"],
  ["ML_URL", "ML_URL"],
  ["html", "html"],
];

for (const [text, expected] of cases) {
  Deno.test(`${JSON.stringify(text)} in a slot is ${JSON.stringify(expected)}`, () => {
    assert.equal(textInSlot("s1", text), expected);
  });
}

Deno.test("a value's keys are in the slot like its texts, and nothing else is touched", () => {
  assert.deepEqual(
    valueInSlot("s2", { services: { ml: { calls: ["backend"], port: 1, off: null, on: true } } }),
    { services: { "s2-ml": { calls: ["s2-backend"], port: 1, off: null, on: true } } },
  );
});
