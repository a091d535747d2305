import assert from "node:assert/strict";
import { gatewayAuthorizationPolicy } from "../../../lib/resources/platform/gateway_authorization_policy.ts";
import { clusterModel } from "../cluster_model_fixture.ts";
import { metadata } from "./platform_metadata_fixture.ts";

Deno.test("everybody may call the gateway's public listeners, and only those", () => {
  assert.deepEqual(gatewayAuthorizationPolicy(clusterModel({})), {
    apiVersion: "security.istio.io/v1",
    kind: "AuthorizationPolicy",
    metadata: metadata("istio-ingress", "istio-ingress"),
    spec: {
      selector: { matchLabels: { app: "istio-ingress", istio: "ingress" } },
      action: "ALLOW",
      rules: [{ to: [{ operation: { ports: ["8080", "8443"] } }] }],
    },
  });
});
