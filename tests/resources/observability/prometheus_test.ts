import assert from "node:assert/strict";
import type { IDeployment } from "kubernetes-models/apps/v1";
import type { INetworkPolicy } from "kubernetes-models/networking.k8s.io/v1";
import type { IClusterRole } from "kubernetes-models/rbac.authorization.k8s.io/v1";
import type { IConfigMap, IPersistentVolumeClaim } from "kubernetes-models/v1";
import { parse } from "@std/yaml";
import { prometheusObjects } from "../../../lib/resources/observability/prometheus.ts";
import { serviceModel } from "../service_model_fixture.ts";
import { only, watchedCluster } from "./watched_cluster.ts";

const slo = { availability: 99.5, latency: undefined };
const services = [serviceModel({ name: "backend", slo })];
const render = (...args: Parameters<typeof watchedCluster>) => {
  const cluster = watchedCluster(...args);
  return prometheusObjects(cluster, cluster.observability);
};
const objects = render({ services });

Deno.test("it may see where pods are, and nothing else", () => {
  assert.deepEqual(only<IClusterRole>(objects, "ClusterRole").rules, [
    { apiGroups: [""], resources: ["pods"], verbs: ["get", "list", "watch"] },
  ]);
});

Deno.test("a change to the rules replaces the pod; a service more or less, or another promise, doesn't", () => {
  const pod = (objects: Parameters<typeof only>[0]) =>
    only<IDeployment>(objects, "Deployment").spec!.template;
  const other = { availability: 99.9, latency: { objective: 99, milliseconds: 500 } };
  const more = render({ services: [...services, serviceModel({ name: "ml", slo: other })] });
  assert.deepEqual(pod(more), pod(objects));
  assert.notDeepEqual(more, objects);
  const slower = render({ services }, { prometheus: { scrapeInterval: "30s" } });
  assert.notDeepEqual(pod(slower), pod(objects));
});

Deno.test("without any promise there is no file of promises, and nothing that mounts one", () => {
  assert.doesNotMatch(JSON.stringify(render({ services: [] })), /prometheus-objectives/);
});

Deno.test("with storage there is a claim that isn't deleted by itself, and one pod at a time", () => {
  const kept = render({ services }, { prometheus: { storage: "20Gi" } });
  const claim = only<IPersistentVolumeClaim>(kept, "PersistentVolumeClaim");
  assert.equal(claim.spec?.resources?.requests?.storage, "20Gi");
  assert.equal(
    claim.metadata?.annotations?.["argocd.argoproj.io/sync-options"],
    "Prune=confirm,Delete=confirm",
  );
  const { strategy, template } = only<IDeployment>(kept, "Deployment").spec!;
  assert.equal(strategy?.type, "Recreate");
  assert.deepEqual(template.spec!.volumes!.at(-1), {
    name: "data",
    persistentVolumeClaim: { claimName: claim.metadata!.name! },
  });
  assert.equal(only<IDeployment>(objects, "Deployment").spec!.strategy?.type, "RollingUpdate");
});

Deno.test("where alerts go: in its configuration and in what it may reach", () => {
  const alertmanagers = [{ namespace: "alerting", service: "alertmanager" }];
  const sent = render({ services }, { prometheus: { alertmanagers } });
  const { data } = only<IConfigMap>(sent, "ConfigMap", "prometheus");
  const config = parse(data!["prometheus.yml"]!) as { readonly alerting: unknown };
  assert.deepEqual(config.alerting, {
    alertmanagers: [{ static_configs: [{ targets: ["alertmanager.alerting.svc:9093"] }] }],
  });
  const policy = only<INetworkPolicy>(sent, "NetworkPolicy", "prometheus");
  assert.deepEqual(policy.spec!.egress!.at(-1), {
    to: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "alerting" } } }],
    ports: [{ protocol: "TCP", port: 9093 }],
  });
});

Deno.test("the sidecars' merged port is among those that it may reach, and nobody but the dashboards may ask it", () => {
  const { spec } = only<INetworkPolicy>(objects, "NetworkPolicy", "prometheus");
  const everywhere = spec!.egress!.find(({ to }) =>
    to?.some(({ namespaceSelector, podSelector }) =>
      podSelector === undefined && Object.keys(namespaceSelector ?? {}).length === 0
    )
  );
  assert.ok(everywhere!.ports!.some(({ port }) => port === 15020));
  const askers = spec!.ingress!.flatMap(({ from }) => from!).map(({ podSelector }) =>
    podSelector?.matchLabels
  );
  assert.deepEqual(askers.map((labels) => labels?.["app.kubernetes.io/name"]), [
    "grafana",
    "kiali",
    "prometheus",
  ]);
});
