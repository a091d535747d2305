import assert from "node:assert/strict";
import { objectLabels } from "../../lib/resources/labels.ts";
import { secretSources } from "../../lib/resources/secret.ts";
import { only } from "./read_object.ts";
import { serviceModel } from "./service_model_fixture.ts";

Deno.test("an external secret is fetched every hour from a store of the cluster unless said otherwise", () => {
  const secret = only(secretSources(serviceModel({
    secrets: {
      credentials: {
        from: "externalSecret",
        store: { name: "vault" },
        data: { token: { key: "vision/backend", property: "token" }, all: { key: "vision/all" } },
      },
    },
  })));
  assert.equal(secret.apiVersion, "external-secrets.io/v1");
  assert.equal(secret.kind, "ExternalSecret");
  assert.equal(secret.metadata.name, "credentials");
  assert.deepEqual(secret.spec, {
    refreshInterval: "1h",
    secretStoreRef: { name: "vault", kind: "ClusterSecretStore" },
    target: { name: "credentials", creationPolicy: "Owner" },
    data: [
      { secretKey: "token", remoteRef: { key: "vision/backend", property: "token" } },
      { secretKey: "all", remoteRef: { key: "vision/all" } },
    ],
  });
});

Deno.test("an external secret says its store's kind and interval where the catalogue does", () => {
  const { spec } = only(secretSources(serviceModel({
    secrets: {
      a: {
        from: "externalSecret",
        store: { name: "vault", kind: "SecretStore" },
        refreshInterval: "5m",
        data: { a: { key: "a" } },
      },
    },
  })));
  const { refreshInterval, secretStoreRef } = spec as Record<string, unknown>;
  assert.equal(refreshInterval, "5m");
  assert.deepEqual(secretStoreRef, { name: "vault", kind: "SecretStore" });
});

Deno.test("a sealed secret keeps what kubeseal made, and the Secret gets our labels", () => {
  const service = serviceModel({
    namespace: "vision",
    secrets: { credentials: { from: "sealedSecret", encryptedData: { token: "AgB0" } } },
  });
  const secret = only(secretSources(service));
  assert.equal(secret.apiVersion, "bitnami.com/v1alpha1");
  assert.equal(secret.kind, "SealedSecret");
  assert.deepEqual(secret.spec, {
    encryptedData: { token: "AgB0" },
    template: {
      metadata: { name: "credentials", namespace: "vision", labels: objectLabels(service) },
      type: "Opaque",
    },
  });
});

Deno.test("what exists or is generated in the lab is not rendered", () => {
  const secrets = {
    a: { from: "existing" },
    b: { from: "generated", keys: { token: { length: 32 } } },
  } as const;
  assert.deepEqual(secretSources(serviceModel({ secrets })), []);
});

Deno.test("secrets keep the catalogue's order", () => {
  const sealed = { from: "sealedSecret", encryptedData: { a: "AgB0" } } as const;
  const names = secretSources(serviceModel({ secrets: { z: sealed, a: sealed } })).map(({ metadata }) =>
    metadata.name
  );
  assert.deepEqual(names, ["z", "a"]);
});
