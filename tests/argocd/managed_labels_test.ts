import assert from "node:assert/strict";
import { managedLabels } from "../../lib/argocd/managed_labels.ts";

Deno.test("what Argo CD is told says for which cluster it is", () => {
  assert.deepEqual(managedLabels({ name: "prod" }), {
    "app.kubernetes.io/managed-by": "3rvision",
    "platform.3rvision.dev/cluster": "prod",
  });
});
