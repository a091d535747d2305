import assert from "node:assert/strict";
import { denyAll } from "../../../lib/resources/platform/deny_all.ts";
import { metadata } from "./platform_metadata_fixture.ts";

Deno.test("a namespace allows nothing by itself, and says so with a spec that isn't empty", () => {
  assert.deepEqual(denyAll("ml"), {
    apiVersion: "security.istio.io/v1",
    kind: "AuthorizationPolicy",
    metadata: metadata("deny-all", "ml"),
    spec: { action: "ALLOW" },
  });
});
