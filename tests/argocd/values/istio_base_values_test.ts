import assert from "node:assert/strict";
import { istioBaseValues } from "../../../lib/argocd/values/istio_base_values.ts";

Deno.test("the webhook that validates fails closed from the beginning", () => {
  assert.deepEqual(istioBaseValues(), {
    defaultRevision: "default",
    base: { validationFailurePolicy: "Fail" },
  });
});
