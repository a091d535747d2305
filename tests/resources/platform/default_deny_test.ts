import assert from "node:assert/strict";
import { defaultDeny } from "../../../lib/resources/platform/default_deny.ts";
import { metadata } from "./platform_metadata_fixture.ts";

Deno.test("a namespace's pods may take and make no connection by themselves", () => {
  assert.deepEqual(defaultDeny("ml"), {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: metadata("default-deny", "ml"),
    spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
  });
});
