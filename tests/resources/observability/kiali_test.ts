import assert from "node:assert/strict";
import type { IClusterRole } from "kubernetes-models/rbac.authorization.k8s.io/v1";
import type { IConfigMap } from "kubernetes-models/v1";
import { parse } from "@std/yaml";
import { kialiObjects } from "../../../lib/resources/observability/kiali.ts";
import { only, watchedCluster } from "./watched_cluster.ts";

const render = (...args: Parameters<typeof watchedCluster>) =>
  kialiObjects(watchedCluster(...args).observability);
const configOf = (objects: ReturnType<typeof render>) =>
  parse(only<IConfigMap>(objects, "ConfigMap").data!["config.yaml"]!) as {
    readonly deployment: { readonly view_only_mode: boolean };
    readonly external_services: Readonly<Record<string, { readonly enabled?: boolean }>>;
  };

Deno.test("it runs only where it is asked for", () => assert.deepEqual(render({}, {}), []));

Deno.test("it may look at everything that the mesh is made of but Secrets, and change nothing", () => {
  const { rules } = only<IClusterRole>(render(), "ClusterRole");
  for (const { verbs, resources } of rules!) {
    assert.deepEqual(verbs, ["get", "list", "watch"]);
    assert.ok(!resources!.includes("secrets"));
  }
  for (const { apiGroups, resources } of rules!) {
    if (resources!.includes("*")) { for (const group of apiGroups!) assert.match(group, /\.istio\.io$/); }
  }
  assert.equal(configOf(render()).deployment.view_only_mode, true);
});

Deno.test("it is told of what runs beside it, and not of what doesn't", () => {
  assert.equal(configOf(render()).external_services.tracing?.enabled, true);
  const alone = configOf(render({}, { kiali: {}, jaeger: false, grafana: false })).external_services;
  assert.deepEqual([alone.tracing, alone.grafana], [{ enabled: false }, { enabled: false }]);
});
