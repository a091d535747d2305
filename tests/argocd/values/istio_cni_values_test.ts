import assert from "node:assert/strict";
import { istioCniValues } from "../../../lib/argocd/values/istio_cni_values.ts";

Deno.test("the node agent asks for little in a lab", () => {
  assert.deepEqual(istioCniValues({ lab: true }), {
    resources: { requests: { cpu: "10m", memory: "100Mi" } },
  });
  assert.deepEqual(istioCniValues({ lab: false }), {
    resources: { requests: { cpu: "100m", memory: "100Mi" } },
  });
});
