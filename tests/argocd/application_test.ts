import assert from "node:assert/strict";
import type { IApplication } from "@kubernetes-models/argo-cd/argoproj.io/v1alpha1/Application";
import { application } from "../../lib/argocd/application.ts";
import { clusterModel } from "../resources/cluster_model_fixture.ts";
import { read } from "../resources/read_object.ts";

const source = {
  repoURL: "https://git.example/platform.git",
  targetRevision: "main",
  path: "clusters/lab/x",
};
const parts = {
  name: "x",
  project: "platform",
  wave: -2,
  source,
  destination: { server: "https://kubernetes.default.svc", namespace: "istio-system" },
};

Deno.test("an Application heals itself, retries the newest commit and is compared by the API server", () => {
  assert.deepEqual(
    application(clusterModel({}), { ...parts, paths: ["clusters/lab/x", "clusters/base/x"] }),
    {
      apiVersion: "argoproj.io/v1alpha1",
      kind: "Application",
      metadata: {
        name: "x",
        namespace: "argocd",
        labels: { "app.kubernetes.io/managed-by": "3rvision", "platform.3rvision.dev/cluster": "lab" },
        annotations: {
          "argocd.argoproj.io/compare-options": "ServerSideDiff=true",
          "argocd.argoproj.io/manifest-generate-paths": "/clusters/lab/x;/clusters/base/x",
          "argocd.argoproj.io/sync-options": "Delete=false",
          "argocd.argoproj.io/sync-wave": "-2",
        },
      },
      spec: {
        project: "platform",
        source,
        destination: { server: "https://kubernetes.default.svc", namespace: "istio-system" },
        syncPolicy: {
          automated: { prune: true, selfHeal: true },
          retry: { limit: 5, backoff: { duration: "5s", factor: 2, maxDuration: "3m" }, refresh: true },
          syncOptions: [
            "ServerSideApply=true",
            "ApplyOutOfSyncOnly=true",
            "FailOnSharedResource=true",
            "PruneLast=true",
          ],
        },
      },
    },
  );
});

Deno.test("what isn't given isn't written: no finalizer, no paths, no differences to ignore", () => {
  const { metadata, spec } = read<IApplication>(application(clusterModel({}), parts));
  assert.ok(!Object.hasOwn(metadata, "finalizers"));
  assert.ok(!Object.hasOwn(metadata.annotations, "argocd.argoproj.io/manifest-generate-paths"));
  assert.ok(!Object.hasOwn(spec, "ignoreDifferences"));
});

Deno.test("where a person syncs, nothing is automatic", () => {
  const cluster = clusterModel({ sync: { automated: false, windows: [] } });
  const { syncPolicy } = read<IApplication>(application(cluster, parts)).spec;
  assert.ok(!Object.hasOwn(syncPolicy, "automated"));
  assert.equal(syncPolicy.retry.refresh, true);
});

Deno.test("one that takes its objects along waits until they are gone", () => {
  const { metadata } = read<IApplication>(application(clusterModel({}), { ...parts, cascade: true }));
  assert.deepEqual(metadata.finalizers, ["resources-finalizer.argocd.argoproj.io/foreground"]);
});
