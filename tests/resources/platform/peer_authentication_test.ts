import assert from "node:assert/strict";
import { peerAuthentication } from "../../../lib/resources/platform/peer_authentication.ts";
import { metadata } from "./platform_metadata_fixture.ts";

Deno.test("the whole mesh speaks mutual TLS and nothing else", () => {
  assert.deepEqual(peerAuthentication(), {
    apiVersion: "security.istio.io/v1",
    kind: "PeerAuthentication",
    metadata: metadata("default", "istio-system"),
    spec: { mtls: { mode: "STRICT" } },
  });
});
