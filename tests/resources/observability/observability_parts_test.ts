import assert from "node:assert/strict";
import type { IDeployment } from "kubernetes-models/apps/v1";
import { collector } from "../../../lib/model/defaults.ts";
import {
  observabilityPartNames,
  observabilityParts,
} from "../../../lib/resources/observability/observability_parts.ts";
import { parseQuantity } from "../../../lib/quantity.ts";
import { clusterModel, hubClusterModel } from "../cluster_model_fixture.ts";
import { serviceModel } from "../service_model_fixture.ts";
import { identities, watchedCluster } from "./watched_cluster.ts";

const slo = { availability: 99.5, latency: undefined };
const services = [serviceModel({ name: "backend", slo }), serviceModel({ name: "frontend", slo })];
const everything = observabilityParts(watchedCluster({ services }));

Deno.test("a cluster that isn't watched has no parts", () => {
  assert.deepEqual(observabilityParts(clusterModel({ services })), []);
  assert.deepEqual(observabilityPartNames(clusterModel({ services })), []);
});

Deno.test("each part is a folder of its own", () => {
  const workload = (name: string) => [
    `ServiceAccount observability/${name}`,
    `Deployment observability/${name}`,
    `NetworkPolicy observability/${name}`,
  ];
  const reader = (name: string) => [
    `ClusterRole /observability-${name}`,
    `ClusterRoleBinding /observability-${name}`,
  ];
  const maps = (...names: string[]) => names.map((name) => `ConfigMap observability/${name}`);
  const listed = Object.fromEntries(
    everything.map(({ name, objects }) => [name, identities(objects).toSorted()]),
  );
  assert.deepEqual(listed, {
    grafana: [
      ...workload("grafana"),
      ...maps("grafana-data-sources", "grafana-platform", "grafana-providers", "grafana-services"),
      "Service observability/grafana",
    ].sort(),
    jaeger: [
      ...workload("jaeger"),
      ...maps("jaeger"),
      "Service observability/jaeger-collector",
      "Service observability/jaeger-query",
    ].sort(),
    kiali: [...workload("kiali"), ...reader("kiali"), ...maps("kiali"), "Service observability/kiali"].sort(),
    prometheus: [
      ...workload("prometheus"),
      ...reader("prometheus"),
      ...maps("prometheus", "prometheus-rules", "prometheus-objectives"),
      "NetworkPolicy observability/default-deny",
      "Service observability/prometheus",
    ].sort(),
  });
});

const choices = [
  [{}, ["grafana", "jaeger", "prometheus"]],
  [{ jaeger: false, grafana: false } as const, ["prometheus"]],
  [{ kiali: {} }, ["grafana", "jaeger", "kiali", "prometheus"]],
] as const;

for (const [written, names] of choices) {
  Deno.test(`with ${JSON.stringify(written)} the parts are ${names.join(", ")}`, () => {
    const cluster = watchedCluster({ services }, written);
    assert.deepEqual(observabilityPartNames(cluster), names);
    assert.deepEqual(observabilityParts(cluster).map(({ name }) => name), names);
  });
}

Deno.test("everything together asks for less than a laptop has: 1 GiB and half a core", () => {
  const deployments = everything.flatMap(({ objects }) => objects).filter(({ kind }) => kind === "Deployment")
    .map((object) => object as unknown as IDeployment);
  const sum = (resource: string) =>
    deployments.flatMap(({ spec }) => spec!.template.spec!.containers).reduce(
      (total, { resources }) => total + parseQuantity(String(resources!.requests![resource])),
      0,
    );
  assert.equal(deployments.length, 4);
  assert.ok(sum("memory") <= 2 ** 30, `${sum("memory")} bytes`);
  assert.ok(sum("cpu") <= 0.5, `${sum("cpu")} cores`);
});

Deno.test("every pod meets the pod-security standard restricted, and is a pod that isn't in the mesh", () => {
  for (const object of everything.flatMap(({ objects }) => objects)) {
    if (object.kind !== "Deployment") continue;
    const { metadata, spec } = (object as unknown as IDeployment).spec!.template;
    assert.equal(spec?.securityContext?.runAsNonRoot, true);
    assert.equal(spec?.securityContext?.seccompProfile?.type, "RuntimeDefault");
    assert.ok(![0, 1337].includes(spec!.securityContext!.runAsUser!));
    for (const { securityContext, volumeMounts, image } of spec!.containers) {
      assert.equal(securityContext?.allowPrivilegeEscalation, false);
      assert.equal(securityContext?.readOnlyRootFilesystem, true);
      assert.deepEqual(securityContext?.capabilities, { drop: ["ALL"] });
      assert.ok(image!.includes(":"));
      const mounted = volumeMounts!.map(({ name }) => name);
      assert.deepEqual(spec!.volumes!.map(({ name }) => name), mounted);
    }
    for (const volume of spec!.volumes!) assert.equal(volume.hostPath, undefined);
    assert.match(metadata!.annotations!["prometheus.io/port"]!, /^\d+$/);
  }
});

Deno.test("every ConfigMap that a pod mounts is rendered beside it", () => {
  for (const { objects } of everything) {
    const maps = objects.filter(({ kind }) => kind === "ConfigMap").map(({ metadata }) => metadata.name);
    const { spec } = (objects.find(({ kind }) =>
      kind === "Deployment"
    ) as unknown as IDeployment).spec!.template;
    const mounted = spec!.volumes!.flatMap(({ configMap, projected }) =>
      [
        configMap?.name ?? [],
        projected?.sources?.map((source) => source.configMap!.name!) ?? [],
      ].flat()
    );
    assert.deepEqual(mounted.toSorted(), maps.toSorted());
  }
});

Deno.test("a pod that doesn't ask the API server has no token for it", () => {
  for (const { name, objects } of everything) {
    const { spec } = (objects.find(({ kind }) =>
      kind === "Deployment"
    ) as unknown as IDeployment).spec!.template;
    assert.equal(spec!.automountServiceAccountToken, name === "prometheus" || name === "kiali", name);
  }
});

Deno.test("the collector that proxies are told of is the one that runs", () => {
  const { objects } = everything.find(({ name }) => name === "jaeger")!;
  assert.ok(identities(objects).includes(`Service ${collector.namespace}/${collector.service}`));
});

Deno.test("a hub's Argo CD isn't in the cluster and isn't watched from there", () => {
  const hub = hubClusterModel({ services });
  const { observability } = watchedCluster();
  const text = JSON.stringify(observabilityParts({ ...hub, observability }));
  assert.doesNotMatch(text, /argocd_app_info/);
  assert.match(JSON.stringify(everything), /argocd_app_info/);
});

Deno.test("the same catalogue gives the same names and bytes", () => {
  assert.deepEqual(observabilityParts(watchedCluster({ services })), everything);
});
