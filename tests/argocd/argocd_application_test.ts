import assert from "node:assert/strict";
import type { IApplication } from "@kubernetes-models/argo-cd/argoproj.io/v1alpha1/Application";
import { parse } from "@std/yaml";
import { argocdApplication } from "../../lib/argocd/argocd_application.ts";
import { argocdModel, clusterModel } from "../resources/cluster_model_fixture.ts";
import { read } from "../resources/read_object.ts";

Deno.test("Argo CD keeps itself at its pin, without the settings that are ours", () => {
  const cluster = clusterModel({ argocd: argocdModel({ namespace: "gitops" }) });
  const { metadata, spec } = read<IApplication>(argocdApplication(cluster));
  const { kustomize: { namespace, patches }, ...source } = spec.source;
  assert.deepEqual(source, {
    repoURL: "https://git.example/argo-cd.git",
    targetRevision: "v3.2.6",
    path: "manifests/cluster-install",
  });
  assert.equal(namespace, "gitops");
  assert.deepEqual(
    patches.map(({ target, patch }) => ({ target, patch: parse(patch) })),
    ["argocd-cm", "argocd-cmd-params-cm", "argocd-rbac-cm"].map((name) => ({
      target: { version: "v1", kind: "ConfigMap", name },
      patch: { $patch: "delete", apiVersion: "v1", kind: "ConfigMap", metadata: { name } },
    })),
  );
  assert.deepEqual(spec.destination, { server: "https://kubernetes.default.svc", namespace: "gitops" });
  assert.equal(metadata.annotations["argocd.argoproj.io/sync-wave"], "-8");
  assert.ok(!("finalizers" in metadata));
});
