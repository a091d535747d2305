import assert from "node:assert/strict";
import type { IApplication } from "@kubernetes-models/argo-cd/argoproj.io/v1alpha1/Application";
import { partApplication } from "../../lib/argocd/part_application.ts";
import { clusterModel, hubClusterModel } from "../resources/cluster_model_fixture.ts";
import { read } from "../resources/read_object.ts";

for (
  const [part, wave, namespace, foreign] of [
    ["argocd-settings", "-9", "argocd", false],
    ["namespaces", "-6", "istio-system", false],
    ["mesh", "-2", "istio-system", true],
    ["gateway", "-2", "istio-ingress", true],
  ] as const
) {
  Deno.test(`the part ${part} is synced in wave ${wave}, ${foreign ? "with" : "without"} kinds of another Application`, () => {
    const { metadata, spec } = read<IApplication>(partApplication(clusterModel({}), part));
    assert.equal(metadata.annotations["argocd.argoproj.io/sync-wave"], wave);
    assert.equal(
      metadata.annotations["argocd.argoproj.io/manifest-generate-paths"],
      `/clusters/lab/platform/${part}`,
    );
    assert.equal(spec.source.path, `clusters/lab/platform/${part}`);
    assert.equal(spec.destination.namespace, namespace);
    assert.equal(spec.syncPolicy.syncOptions.includes("SkipDryRunOnMissingResource=true"), foreign);
    assert.ok(!("finalizers" in metadata));
  });
}

for (const part of ["grafana", "jaeger", "kiali", "prometheus"] as const) {
  Deno.test(`the part ${part} is synced beside the services and takes its objects along`, () => {
    const { metadata, spec } = read<IApplication>(partApplication(clusterModel({}), part));
    assert.equal(metadata.annotations["argocd.argoproj.io/sync-wave"], "0");
    assert.deepEqual(metadata.finalizers, ["resources-finalizer.argocd.argoproj.io/foreground"]);
    assert.equal(spec.destination.namespace, "observability");
    assert.equal(spec.source.path, `clusters/lab/platform/${part}`);
  });
}

Deno.test("the canary driver is synced after the services and takes its objects along", () => {
  const { metadata, spec } = read<IApplication>(partApplication(clusterModel({}), "canary-driver"));
  assert.equal(metadata.annotations["argocd.argoproj.io/sync-wave"], "1");
  assert.deepEqual(metadata.finalizers, ["resources-finalizer.argocd.argoproj.io/foreground"]);
  assert.equal(spec.destination.namespace, "canary-driver");
});

Deno.test("in a hub a part is called after its cluster", () => {
  const { metadata, spec } = read<IApplication>(partApplication(hubClusterModel({}), "mesh"));
  assert.equal(metadata.name, "prod-mesh");
  assert.equal(spec.project, "prod-platform");
});
