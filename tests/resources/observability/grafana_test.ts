import assert from "node:assert/strict";
import type { IDeployment } from "kubernetes-models/apps/v1";
import type { IConfigMap } from "kubernetes-models/v1";
import { parse } from "@std/yaml";
import { grafanaObjects } from "../../../lib/resources/observability/grafana.ts";
import { canaryModel, portModel, serviceModel } from "../service_model_fixture.ts";
import { only, watchedCluster } from "./watched_cluster.ts";

const services = [
  serviceModel({ name: "backend" }),
  serviceModel({ name: "database", ports: [portModel({ protocol: "tcp" })] }),
  serviceModel({ name: "legacy", mesh: false }),
];
const render = (...args: Parameters<typeof watchedCluster>) => {
  const cluster = watchedCluster(...args);
  return grafanaObjects(cluster, cluster.observability);
};
const objects = render({ services });
const data = (name: string, from = objects) => only<IConfigMap>(from, "ConfigMap", name).data!;
const env = (from = objects) =>
  Object.fromEntries(
    only<IDeployment>(from, "Deployment").spec!.template.spec!.containers[0]!.env!
      .map(({ name, value }) => [name, value]),
  );

Deno.test("there is a dashboard for each service whose requests the mesh counts, and for the platform", () => {
  assert.deepEqual(Object.keys(data("grafana-services")), ["backend.json"]);
  assert.deepEqual(Object.keys(data("grafana-platform")), ["argocd.json", "control-plane.json", "mesh.json"]);
});

Deno.test("a canary's step changes its dashboard and restarts nothing", () => {
  const [before, after] = [10, 25].map((weight) =>
    render({ services: [serviceModel({ name: "backend", canary: canaryModel({ weight }) })] })
  );
  const changed = before!.filter((object, index) => JSON.stringify(object) !== JSON.stringify(after![index]));
  assert.deepEqual(changed.map(({ kind, metadata }) => [kind, metadata.name]), [
    ["ConfigMap", "grafana-services"],
  ]);
});

Deno.test("no two dashboards have the same address, and every panel asks the provisioned source", () => {
  const { datasources } = parse(data("grafana-data-sources")["data-sources.yaml"]!) as {
    readonly datasources: readonly { readonly uid: string; readonly url: string }[];
  };
  assert.deepEqual(datasources.map(({ uid, url }) => [uid, url]), [
    ["prometheus", "http://prometheus.observability:9090"],
    ["jaeger", "http://jaeger-query.observability:16686"],
  ]);
  const all = Object.values({ ...data("grafana-services"), ...data("grafana-platform") }).map((text) =>
    JSON.parse(text)
  );
  assert.equal(new Set(all.map(({ uid }) => uid)).size, all.length);
  for (const { panels } of all) {
    assert.ok(panels.length >= 5);
    for (const panel of panels) {
      assert.equal(panel.datasource.uid, "prometheus");
      assert.ok(panel.targets.length > 0 && panel.gridPos.w > 0);
    }
  }
});

Deno.test("without Jaeger there is no source for traces", () => {
  const without = render({ services }, { jaeger: false });
  assert.doesNotMatch(data("grafana-data-sources", without)["data-sources.yaml"]!, /jaeger/);
});

Deno.test("nobody can log in, everybody who gets there may look, and it asks nobody outside", () => {
  const set = env();
  assert.equal(set.GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION, "true");
  assert.equal(set.GF_AUTH_DISABLE_LOGIN_FORM, "true");
  assert.equal(set.GF_AUTH_ANONYMOUS_ORG_ROLE, "Viewer");
  assert.equal(set.GF_ANALYTICS_REPORTING_ENABLED, "false");
});

Deno.test("settings of the catalogue win, and sections with a dot become one variable", () => {
  const settings = { "auth.anonymous": { enabled: "false" }, "auth.generic_oauth": { client_id: "grafana" } };
  const set = env(render({ services }, { grafana: { settings } }));
  assert.equal(set.GF_AUTH_ANONYMOUS_ENABLED, "false");
  assert.equal(set.GF_AUTH_GENERIC_OAUTH_CLIENT_ID, "grafana");
});
