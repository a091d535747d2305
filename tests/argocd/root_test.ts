import assert from "node:assert/strict";
import type { IApplication } from "@kubernetes-models/argo-cd/argoproj.io/v1alpha1/Application";
import { rootApplication } from "../../lib/argocd/root.ts";
import { argocdModel, clusterModel, hubClusterModel } from "../resources/cluster_model_fixture.ts";
import { read } from "../resources/read_object.ts";

Deno.test("the root application keeps itself, and deleting it deletes nothing", () => {
  const { metadata, spec } = read<IApplication>(rootApplication(clusterModel({})));
  assert.equal(metadata.name, "root");
  assert.equal(spec.project, "root");
  assert.ok(!Object.hasOwn(metadata, "finalizers"));
  assert.deepEqual(metadata.annotations, {
    "argocd.argoproj.io/compare-options": "ServerSideDiff=true",
    "argocd.argoproj.io/manifest-generate-paths": "/clusters/lab/argocd",
    "argocd.argoproj.io/sync-options": "Delete=false,Prune=false",
    "argocd.argoproj.io/sync-wave": "-10",
  });
  assert.deepEqual(spec.source, {
    repoURL: "https://git.example/platform.git",
    targetRevision: "main",
    path: "clusters/lab/argocd",
  });
});

Deno.test("a hub has a root application for each cluster, all of which stand in the hub", () => {
  const cluster = hubClusterModel({ argocd: argocdModel({ root: { name: "top" } }) });
  const { metadata, spec } = read<IApplication>(rootApplication(cluster));
  assert.equal(metadata.name, "prod-top");
  assert.deepEqual(spec.destination, { server: "https://kubernetes.default.svc", namespace: "argocd" });
});
