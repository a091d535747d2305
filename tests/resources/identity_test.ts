import assert from "node:assert/strict";
import { principal } from "../../lib/resources/identity.ts";

Deno.test("a principal is the trust domain, the namespace and the service account", () => {
  assert.equal(
    principal({ namespace: "vision", serviceAccount: "frontend" }),
    "cluster.local/ns/vision/sa/frontend",
  );
});
