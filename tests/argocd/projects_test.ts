import assert from "node:assert/strict";
import type { IAppProject } from "@kubernetes-models/argo-cd/argoproj.io/v1alpha1/AppProject";
import { platformAppProject, rootProject, serviceProjects } from "../../lib/argocd/projects.ts";
import { argocdModel, clusterModel, hubClusterModel } from "../resources/cluster_model_fixture.ts";
import { read } from "../resources/read_object.ts";
import { serviceModel } from "../resources/service_model_fixture.ts";

const services = [
  serviceModel({ name: "ml" }),
  serviceModel({ name: "backend", namespace: "vision" }),
  serviceModel({ name: "frontend", namespace: "vision" }),
  serviceModel({ name: "billing", project: "finance" }),
];
const argocd = argocdModel({
  projects: [
    { name: "finance", description: "Money", groups: ["accounting"] },
    { name: "services", description: "The services", groups: [] },
  ],
});
const own = "https://kubernetes.default.svc";

Deno.test("each project of services has its own namespaces and one repository", () => {
  const [finance, rest] = serviceProjects(clusterModel({ services, argocd })).map((object) =>
    read<IAppProject>(object)
  );
  assert.equal(finance?.metadata.name, "finance");
  assert.equal(finance?.spec.description, "Money");
  assert.deepEqual(finance?.spec.roles[0]?.groups, ["accounting"]);
  assert.deepEqual(finance?.spec.destinations, [{ server: own, namespace: "billing" }]);
  assert.deepEqual(rest?.spec.destinations, [{ server: own, namespace: "ml" }, {
    server: own,
    namespace: "vision",
  }]);
  assert.deepEqual(rest?.spec.sourceRepos, ["https://git.example/platform.git"]);
  assert.deepEqual(rest?.spec.clusterResourceWhitelist, []);
  assert.equal(rest?.spec.orphanedResources.warn, true);
});

Deno.test("in a hub projects are called after their cluster and name it as the hub does", () => {
  const [project] = serviceProjects(hubClusterModel({ services })).map((object) => read<IAppProject>(object));
  assert.equal(project?.metadata.name, "prod-services");
  assert.deepEqual(project?.spec.destinations[0], { name: "prod-eu", namespace: "ml" });
});

Deno.test("a project keeps the namespaces and kinds of its services that don't run here, so that what is left can go", () => {
  const widget = { apiVersion: "example.com/v1", kind: "Widget", metadata: { name: "a" } };
  const projects = [{ name: "services", namespaces: ["gone", "ml"], objects: [widget] }];
  const [project] = serviceProjects(clusterModel({ services: [serviceModel({ name: "ml" })], projects }))
    .map((object) => read<IAppProject>(object));
  assert.deepEqual(project?.spec.destinations, [{ server: own, namespace: "gone" }, {
    server: own,
    namespace: "ml",
  }]);
  assert.ok(project?.spec.namespaceResourceWhitelist.some(({ kind }) => kind === "Widget"));
});

Deno.test("a project that no service belongs to permits no namespace", () => {
  const [project] = serviceProjects(clusterModel({})).map((object) => read<IAppProject>(object));
  assert.deepEqual(project?.spec.destinations, []);
});

Deno.test("the platform's project reads the charts and writes to every namespace, also to one that it gives up", () => {
  const { metadata, spec } = read<IAppProject>(platformAppProject(clusterModel({ services })));
  assert.equal(metadata.name, "platform");
  assert.deepEqual(spec.sourceRepos, [
    "https://charts.example/istio",
    "https://git.example/argo-cd.git",
    "https://git.example/platform.git",
  ]);
  assert.deepEqual(spec.destinations, [{ server: own, namespace: "*" }]);
  assert.deepEqual(spec.clusterResourceWhitelist.map(({ kind }) => kind), [
    "Namespace",
    "MutatingWebhookConfiguration",
    "ValidatingWebhookConfiguration",
    "CustomResourceDefinition",
    "ClusterRole",
    "ClusterRoleBinding",
  ]);
});

Deno.test("a hub's cluster doesn't need Argo CD's manifests, and its platform writes to no other cluster", () => {
  const istio = { version: "1.31.0", charts: "oci://registry.example/istio" };
  const { spec } = read<IAppProject>(platformAppProject(hubClusterModel({ services, istio })));
  assert.deepEqual(spec.sourceRepos, [
    "https://git.example/platform.git",
    "oci://registry.example/istio/base",
    "oci://registry.example/istio/cni",
    "oci://registry.example/istio/gateway",
    "oci://registry.example/istio/istiod",
  ]);
  assert.deepEqual(spec.destinations, [{ name: "prod-eu", namespace: "*" }]);
});

Deno.test("the root application may create Applications and projects, where Argo CD runs, and nothing else", () => {
  for (const [cluster, name] of [[clusterModel({}), "root"], [hubClusterModel({}), "prod-root"]] as const) {
    const { metadata, spec } = read<IAppProject>(rootProject(cluster));
    assert.equal(metadata.name, name);
    assert.equal(metadata.annotations["argocd.argoproj.io/sync-options"], "Delete=false,Prune=false");
    assert.deepEqual(spec.destinations, [{ server: own, namespace: "argocd" }]);
    assert.deepEqual(spec.clusterResourceWhitelist, []);
    assert.deepEqual(spec.namespaceResourceWhitelist, [
      { group: "argoproj.io", kind: "AppProject" },
      { group: "argoproj.io", kind: "Application" },
    ]);
    assert.ok(!("roles" in spec));
  }
});
