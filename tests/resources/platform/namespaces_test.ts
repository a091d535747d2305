import assert from "node:assert/strict";
import type { INamespace } from "kubernetes-models/v1/Namespace";
import { namespaces } from "../../../lib/resources/platform/namespaces.ts";
import { clusterModel, hubClusterModel } from "../cluster_model_fixture.ts";
import { read } from "../read_object.ts";
import { serviceModel } from "../service_model_fixture.ts";

const services = [serviceModel({ name: "ml" }), serviceModel({ name: "backend" })];

Deno.test("a namespace says whether pods get a sidecar, what they may do, and that removing it waits for a person", () => {
  assert.deepEqual(namespaces(clusterModel({ services }))[1], {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: {
      name: "backend",
      labels: {
        "app.kubernetes.io/managed-by": "3rvision",
        "app.kubernetes.io/part-of": "platform",
        "istio-injection": "enabled",
        "pod-security.kubernetes.io/audit": "restricted",
        "pod-security.kubernetes.io/enforce": "restricted",
        "pod-security.kubernetes.io/warn": "restricted",
      },
      annotations: { "argocd.argoproj.io/sync-options": "Prune=confirm,Delete=confirm" },
    },
  });
});

for (
  const [what, cluster, expected] of [
    ["its own Argo CD", clusterModel({ services }), [
      ["argocd", "disabled"],
      ["backend", "enabled"],
      ["istio-ingress", "enabled"],
      ["istio-system", "disabled"],
      ["ml", "enabled"],
    ]],
    ["a hub", hubClusterModel({ services: [serviceModel({ mesh: false })] }), [
      ["backend", "disabled"],
      ["istio-ingress", "enabled"],
      ["istio-system", "disabled"],
    ]],
  ] as const
) {
  Deno.test(`a cluster with ${what} owns its services' namespaces, Istio's and the gateway's, sorted`, () => {
    const rendered = namespaces(cluster).map((object) => [
      object.metadata.name,
      read<INamespace>(object).metadata.labels["istio-injection"],
    ]);
    assert.deepEqual(rendered, expected);
  });
}

Deno.test("a namespace enforces the standard that its model names", () => {
  const wanted = { name: "agents", mesh: true, podSecurity: "privileged", services: [] } as const;
  const found = namespaces(clusterModel({ namespaces: [wanted] })).find(({ metadata }) =>
    metadata.name === "agents"
  );
  assert.equal(found?.metadata.labels?.["pod-security.kubernetes.io/enforce"], "privileged");
});
