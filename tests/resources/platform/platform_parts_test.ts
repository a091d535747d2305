import assert from "node:assert/strict";
import { platformPartNames, platformParts } from "../../../lib/resources/platform/platform_parts.ts";
import { clusterModel, hubClusterModel } from "../cluster_model_fixture.ts";
import { exposureModel } from "../mesh_model_fixture.ts";
import { watchedCluster } from "../observability/watched_cluster.ts";
import { serviceModel } from "../service_model_fixture.ts";

const shared = { host: "shared.example", shared: true };
const services = [
  serviceModel({ name: "backend", exposures: [exposureModel({}), exposureModel(shared)] }),
  serviceModel({ name: "legacy", mesh: false, exposures: [exposureModel({ ...shared, paths: ["/old"] })] }),
];

const contents = (cluster: Parameters<typeof platformParts>[0]) =>
  Object.fromEntries(
    platformParts(cluster).map(({ name, objects }) => [
      name,
      objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ""}/${metadata.name}`),
    ]),
  );

Deno.test("a cluster's platform is its namespaces, its mesh, its gateway and, with an Argo CD of its own, that one's settings", () => {
  assert.deepEqual(contents(clusterModel({ services })), {
    "argocd-settings": [
      "ConfigMap argocd/argocd-cm",
      "ConfigMap argocd/argocd-cmd-params-cm",
      "ConfigMap argocd/argocd-rbac-cm",
    ],
    gateway: [
      "AuthorizationPolicy istio-ingress/deny-all",
      "AuthorizationPolicy istio-ingress/istio-ingress",
      "NetworkPolicy istio-ingress/default-deny",
      "NetworkPolicy istio-ingress/istio-ingress",
      "Gateway istio-ingress/backend-local",
      "Gateway istio-ingress/shared-example",
      "VirtualService istio-ingress/shared-example",
    ],
    mesh: [
      "PeerAuthentication istio-system/default",
      "Telemetry istio-system/mesh-default",
      "AuthorizationPolicy backend/deny-all",
      "Sidecar backend/default",
      "NetworkPolicy backend/default-deny",
      "NetworkPolicy legacy/default-deny",
    ],
    namespaces: [
      "Namespace /argocd",
      "Namespace /backend",
      "Namespace /istio-ingress",
      "Namespace /istio-system",
      "Namespace /legacy",
    ],
  });
});

Deno.test("a hub's settings are not ours", () => {
  assert.deepEqual(Object.keys(contents(hubClusterModel({ services }))), ["gateway", "mesh", "namespaces"]);
});

Deno.test("no part is ever empty, so that none loses its last object", () => {
  for (const { name, objects } of platformParts(clusterModel({}))) assert.ok(objects.length > 0, name);
});

Deno.test("the names of the parts are known without rendering them, with and without what watches the cluster", () => {
  for (
    const cluster of [clusterModel({ services }), hubClusterModel({ services }), watchedCluster({ services })]
  ) {
    assert.deepEqual(platformPartNames(cluster), platformParts(cluster).map(({ name }) => name));
  }
});

Deno.test("a cluster that is watched has a namespace for that, outside the mesh", () => {
  const [namespaces] = platformParts(watchedCluster({ services })).filter(({ name }) =>
    name === "namespaces"
  );
  const found = namespaces!.objects.find(({ metadata }) => metadata.name === "observability");
  assert.equal(found?.metadata.labels?.["istio-injection"], "disabled");
  assert.equal(found?.metadata.labels?.["pod-security.kubernetes.io/enforce"], "restricted");
});
