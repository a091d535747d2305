import assert from "node:assert/strict";
import type { IAppProject } from "@kubernetes-models/argo-cd/argoproj.io/v1alpha1/AppProject";
import { appProject } from "../../lib/argocd/app_project.ts";
import { clusterModel } from "../resources/cluster_model_fixture.ts";
import { read } from "../resources/read_object.ts";

const parts = {
  name: "services",
  description: "The services",
  sourceRepos: ["https://git.example/b.git", "https://git.example/a.git", "https://git.example/b.git"],
  destinations: [{ server: "https://kubernetes.default.svc", namespace: "ml" }],
  namespacedKinds: [{ group: "apps", kind: "Deployment" }],
};

Deno.test("a project permits what is listed and nothing more", () => {
  assert.deepEqual(appProject(clusterModel({}), parts), {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "AppProject",
    metadata: {
      name: "services",
      namespace: "argocd",
      labels: { "app.kubernetes.io/managed-by": "3rvision", "platform.3rvision.dev/cluster": "lab" },
      annotations: {
        "argocd.argoproj.io/sync-options": "Delete=false",
        "argocd.argoproj.io/sync-wave": "-10",
      },
      finalizers: ["resources-finalizer.argocd.argoproj.io"],
    },
    spec: {
      description: "The services",
      sourceRepos: ["https://git.example/a.git", "https://git.example/b.git"],
      destinations: [{ server: "https://kubernetes.default.svc", namespace: "ml" }],
      clusterResourceWhitelist: [],
      namespaceResourceWhitelist: [{ group: "apps", kind: "Deployment" }],
    },
  });
});

Deno.test("groups may see and sync their project's Applications", () => {
  const { spec } = read<IAppProject>(appProject(clusterModel({}), { ...parts, groups: ["b", "a", "b"] }));
  assert.deepEqual(spec.roles, [{
    name: "members",
    description: "May see and sync the project's Applications",
    policies: [
      "p, proj:services:members, applications, get, services/*, allow",
      "p, proj:services:members, applications, sync, services/*, allow",
    ],
    groups: ["a", "b"],
  }]);
});

Deno.test("a cluster's windows hold for every Application", () => {
  const window = {
    kind: "allow",
    schedule: "0 8 * * 1-5",
    duration: "8h",
    timeZone: "Europe/Zurich",
    manualSync: true,
  } as const;
  const cluster = clusterModel({ sync: { automated: true, windows: [window] } });
  assert.deepEqual(read<IAppProject>(appProject(cluster, parts)).spec.syncWindows, [{
    ...window,
    applications: ["*"],
  }]);
});

Deno.test("orphans are reported but for the certificate that istiod puts everywhere", () => {
  const { spec } = read<IAppProject>(appProject(clusterModel({}), { ...parts, reportOrphans: true }));
  assert.deepEqual(spec.orphanedResources, {
    warn: true,
    ignore: [{ kind: "ConfigMap", name: "istio-ca-root-cert" }],
  });
});
