import assert from "node:assert/strict";
import type { IPersistentVolumeClaim } from "kubernetes-models/v1";
import { hasExclusiveClaim, persistentVolumeClaims } from "../../lib/resources/persistent_volume_claim.ts";
import { only, read } from "./read_object.ts";
import { serviceModel } from "./service_model_fixture.ts";

Deno.test("a claim asks for its size, for one node, of the default class", () => {
  const service = serviceModel({ volumes: { data: { mountPath: "/data", claim: { size: "1Gi" } } } });
  const claim = read<IPersistentVolumeClaim>(only(persistentVolumeClaims(service)));
  assert.equal(claim.metadata.name, "backend-data");
  assert.deepEqual(claim.spec, {
    accessModes: ["ReadWriteOnce"],
    resources: { requests: { storage: "1Gi" } },
  });
});

Deno.test("a claim says its class and access mode where the catalogue does", () => {
  const claim = { size: "1Gi", storageClass: "fast", accessMode: "ReadWriteMany" } as const;
  const service = serviceModel({ volumes: { data: { mountPath: "/data", claim } } });
  assert.deepEqual(read<IPersistentVolumeClaim>(only(persistentVolumeClaims(service))).spec, {
    accessModes: ["ReadWriteMany"],
    storageClassName: "fast",
    resources: { requests: { storage: "1Gi" } },
  });
});

Deno.test("Argo CD asks a person before it deletes a claim", () => {
  const service = serviceModel({ volumes: { data: { mountPath: "/data", claim: { size: "1Gi" } } } });
  assert.equal(
    only(persistentVolumeClaims(service)).metadata.annotations?.["argocd.argoproj.io/sync-options"],
    "Prune=confirm,Delete=confirm",
  );
});

Deno.test("no other volume becomes a claim", () => {
  const service = serviceModel({
    volumes: {
      a: { mountPath: "/a", emptyDir: {} },
      b: { mountPath: "/b", existingClaim: "b" },
      c: { mountPath: "/c", secret: "c" },
      d: { mountPath: "/d", configMap: "d" },
    },
  });
  assert.deepEqual(persistentVolumeClaims(service), []);
  assert.equal(hasExclusiveClaim(service), false);
});

for (
  const [accessMode, exclusive] of [
    [undefined, true],
    ["ReadWriteOnce", true],
    ["ReadWriteOncePod", true],
    ["ReadWriteMany", false],
    ["ReadOnlyMany", false],
  ] as const
) {
  Deno.test(`a claim with access mode ${accessMode ?? "left out"} is ${exclusive ? "" : "not "}exclusive`, () => {
    const claim = { size: "1Gi", ...(accessMode && { accessMode }) };
    const service = serviceModel({ volumes: { data: { mountPath: "/data", claim } } });
    assert.equal(hasExclusiveClaim(service), exclusive);
  });
}
