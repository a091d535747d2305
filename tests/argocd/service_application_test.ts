import assert from "node:assert/strict";
import type { IApplication } from "@kubernetes-models/argo-cd/argoproj.io/v1alpha1/Application";
import { serviceApplication } from "../../lib/argocd/service_application.ts";
import { clusterModel, hubClusterModel } from "../resources/cluster_model_fixture.ts";
import { read } from "../resources/read_object.ts";

const service = { name: "backend", namespace: "vision", project: "services" };

for (
  const [what, cluster, expected] of [
    ["its own Argo CD", clusterModel({}), {
      name: "backend",
      project: "services",
      path: "clusters/lab/services/backend",
      destination: { server: "https://kubernetes.default.svc", namespace: "vision" },
    }],
    ["a hub", hubClusterModel({}), {
      name: "prod-backend",
      project: "prod-services",
      path: "clusters/prod/services/backend",
      destination: { name: "prod-eu", namespace: "vision" },
    }],
  ] as const
) {
  Deno.test(`with ${what} a service's Application reads its folder and its base, and goes with all it made`, () => {
    const { metadata, spec } = read<IApplication>(serviceApplication(cluster, service));
    assert.equal(metadata.name, expected.name);
    assert.equal(spec.project, expected.project);
    assert.deepEqual(spec.source, {
      repoURL: "https://git.example/platform.git",
      targetRevision: "main",
      path: expected.path,
    });
    assert.deepEqual(spec.destination, expected.destination);
    assert.deepEqual(metadata.finalizers, ["resources-finalizer.argocd.argoproj.io/foreground"]);
    const { "argocd.argoproj.io/manifest-generate-paths": paths, "argocd.argoproj.io/sync-wave": wave } =
      metadata.annotations;
    assert.equal(paths, `/${expected.path};/clusters/base/backend`);
    assert.equal(wave, "0");
    // A retry would otherwise go on to the routes of a canary that never became ready.
    assert.ok(!spec.syncPolicy!.syncOptions!.includes("ApplyOutOfSyncOnly=true"));
  });
}
