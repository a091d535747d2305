import assert from "node:assert/strict";
import type { IAppProject } from "@kubernetes-models/argo-cd/argoproj.io/v1alpha1/AppProject";
import type { IApplication } from "@kubernetes-models/argo-cd/argoproj.io/v1alpha1/Application";
import fc from "fast-check";
import { argocdObjects, platformApplications } from "../../lib/argocd/argocd_objects.ts";
import { buildModel } from "../../lib/model/build_model.ts";
import { catalogue } from "../arbitraries/catalogue.ts";
import { clusterModel, hubClusterModel } from "../resources/cluster_model_fixture.ts";
import { read } from "../resources/read_object.ts";
import { serviceModel } from "../resources/service_model_fixture.ts";

const services = [serviceModel({ name: "backend" }), serviceModel({ name: "ml" })];
const names = (objects: readonly { metadata: { name: string } }[]) =>
  objects.map(({ metadata }) => metadata.name);

Deno.test("a cluster with its own Argo CD keeps that one too", () => {
  const { projects, applications, root } = argocdObjects(clusterModel({ services }));
  assert.deepEqual(names(projects), ["platform", "root", "services"]);
  assert.deepEqual(names(applications), [
    "argocd",
    "argocd-settings",
    "backend",
    "gateway",
    "istio-base",
    "istio-cni",
    "istio-ingress",
    "istiod",
    "mesh",
    "ml",
    "namespaces",
  ]);
  assert.equal(root.metadata.name, "root");
});

Deno.test("a cluster of a hub doesn't keep the hub", () => {
  const { projects, applications, root } = argocdObjects(hubClusterModel({ services }));
  assert.deepEqual(names(projects), ["prod-platform", "prod-root", "prod-services"]);
  assert.deepEqual(names(applications), [
    "prod-backend",
    "prod-gateway",
    "prod-istio-base",
    "prod-istio-cni",
    "prod-istio-ingress",
    "prod-istiod",
    "prod-mesh",
    "prod-ml",
    "prod-namespaces",
  ]);
  assert.equal(root.metadata.name, "prod-root");
});

Deno.test("what belongs to no service can be told by name", () => {
  const all = names(argocdObjects(clusterModel({ services })).applications);
  const platform = names(platformApplications(clusterModel({ services })));
  assert.deepEqual(all.filter((name) => !platform.includes(name)), ["backend", "ml"]);
});

Deno.test("namespaces, kinds, control plane, gateway and services come one after the other", () => {
  const waves = new Map(
    argocdObjects(clusterModel({ services })).applications.map(({ metadata }) => [
      metadata.name,
      Number(metadata.annotations?.["argocd.argoproj.io/sync-wave"]),
    ]),
  );
  const order = [
    "argocd-settings",
    "argocd",
    "namespaces",
    "istio-base",
    "istiod",
    "istio-ingress",
    "mesh",
    "backend",
  ];
  const inOrder = order.map((name) => waves.get(name)!);
  assert.deepEqual(inOrder, [...new Set(inOrder)].sort((a, b) => a - b));
  assert.equal(waves.get("gateway"), waves.get("mesh"));
  assert.equal(waves.get("istio-cni"), waves.get("istiod"));
});

Deno.test("every Application is permitted by a project of its cluster, and only services' and what watches them take their objects along", () => {
  fc.assert(
    fc.property(catalogue, (random) => {
      for (const cluster of buildModel(random).clusters) {
        const { projects, applications, root } = argocdObjects(cluster);
        const byName = new Map(
          projects.map((project) => [project.metadata.name, read<IAppProject>(project).spec]),
        );
        for (const object of [...applications, root]) {
          const { metadata, spec } = read<IApplication>(object);
          const project = byName.get(spec.project);
          assert.ok(project !== undefined, spec.project);
          const everywhere = project.destinations.some(({ namespace }) => namespace === "*");
          assert.equal(everywhere, spec.project.endsWith("platform"), spec.project);
          assert.ok(project.sourceRepos.includes(spec.source.repoURL), spec.source.repoURL);
          assert.ok(
            project.destinations.some((destination) =>
              JSON.stringify(destination) === JSON.stringify(spec.destination) ||
              JSON.stringify(destination) === JSON.stringify({ ...spec.destination, namespace: "*" })
            ),
            JSON.stringify(spec.destination),
          );
          const goes = /\/services\/|\/platform\/(grafana|jaeger|kiali|prometheus)$/;
          assert.equal("finalizers" in metadata, goes.test(spec.source.path ?? ""));
          assert.equal("automated" in spec.syncPolicy, cluster.sync.automated);
        }
      }
    }),
    { numRuns: 30 },
  );
});

Deno.test("no Application or project of a hub has another's name, whatever the clusters", () => {
  fc.assert(
    fc.property(catalogue, (random) => {
      const hubs = buildModel(random).clusters.map((cluster) => ({
        ...cluster,
        destination: { argocd: "hub" as const, name: cluster.name },
      }));
      const all = hubs.map(argocdObjects).flatMap(({ projects, applications, root }) =>
        [...projects, ...applications, root].map(({ kind, metadata }) => `${kind} ${metadata.name}`)
      );
      assert.equal(new Set(all).size, all.length);
    }),
    { numRuns: 30 },
  );
});

/** The paths of values that Argo CD leaves out whenever it writes an Application: what is false or empty. */
function droppedValues(value: unknown, path: string): readonly string[] {
  if (Array.isArray(value) && value.length > 0) {
    return value.flatMap((item) => droppedValues(item, `${path}[]`));
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return !value || Array.isArray(value) ? [path] : [];
  }
  const members = Object.entries(value);
  if (members.length === 0) return [path];
  // Values of a chart are kept as they are written.
  return members.flatMap(([key, member]) =>
    key === "valuesObject" ? [] : droppedValues(member, `${path}.${key}`)
  );
}

Deno.test("no Application has what Argo CD leaves out when it writes one: each write would be a difference from Git", () => {
  assert.deepEqual(droppedValues({ a: false, b: [{ c: "" }, { d: 1 }], e: {}, f: [] }, "spec"), [
    ...["spec.a", "spec.b[].c", "spec.e", "spec.f"],
  ]);
  fc.assert(
    fc.property(catalogue, (random) => {
      for (const cluster of buildModel(random).clusters) {
        const { applications, root } = argocdObjects(cluster);
        for (const object of [...applications, root]) {
          assert.deepEqual(droppedValues(read<IApplication>(object).spec, "spec"), [], object.metadata.name);
        }
      }
    }),
    { numRuns: 30 },
  );
});
