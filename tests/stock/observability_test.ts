/** What watches a cluster, by the judgement of Prometheus' own tool. */
import assert from "node:assert/strict";
import { observabilityImages } from "../../lib/model/defaults.ts";
import { buildModel } from "../../lib/model/build_model.ts";
import { renderTree } from "../../lib/tree/render_tree.ts";
import { PINS } from "../../toolchain/pins.ts";
import { catalogueOf, fixtureModel, loadFolder } from "../valid_fixtures.ts";
import { dashboardQueries, prometheusFiles, promtool } from "./promtool.ts";

const shipped = catalogueOf("the shipped catalogue", await loadFolder("")).model;
const models = { "the shipped catalogue": shipped, "every-field": await fixtureModel("every-field") };

for (const [name, model] of Object.entries(models)) {
  const { tree } = renderTree(model);
  const watched = model.clusters.filter(({ observability }) => observability !== undefined);

  Deno.test(`${name}: at least one cluster is watched`, () => assert.notEqual(watched.length, 0));

  for (const cluster of watched) {
    Deno.test(`${name}: promtool takes the configuration and every rule of ${cluster.name}`, async () => {
      const files = prometheusFiles(tree, cluster.name);
      const promised = cluster.services.some(({ slo }) => slo !== undefined);
      assert.equal("objectives/objectives.yml" in files, promised);
      assert.ok("rules/slo.yml" in files, Object.keys(files).join());
      // Also says which rules are written twice, or not as they should be.
      assert.equal(await promtool(files, "check", "config", "--lint-fatal", "@prometheus.yml"), "");
    });

    Deno.test(`${name}: promtool parses every query in the dashboards of ${cluster.name}`, async () => {
      const queries = dashboardQueries(tree, cluster.name);
      assert.equal(queries.length > 30, cluster.observability?.grafana !== undefined);
      if (queries.length === 0) return;
      assert.equal(
        await promtool({ "queries.yml": ruleFileOf(queries) }, "check", "rules", "@queries.yml"),
        "",
      );
    });
  }
}

/** Rules that would ask the queries; JSON is YAML too. */
function ruleFileOf(queries: readonly { readonly place: string; readonly expr: string }[]): string {
  const rules = queries.map(({ place, expr }, index) => ({
    record: `query_${index}`,
    expr,
    labels: { place },
  }));
  return JSON.stringify({ groups: [{ name: "queries", rules }] });
}

Deno.test("the judge finds fault: a query that doesn't parse, a configuration with a field that doesn't exist", async () => {
  const broken = ruleFileOf([{ place: "here", expr: "sum(rate(x[1m])" }]);
  assert.match(await promtool({ "queries.yml": broken }, "check", "rules", "@queries.yml"), /parse error/);
  const files = prometheusFiles(renderTree(shipped).tree, "lab");
  const wrong = { ...files, "prometheus.yml": `${files["prometheus.yml"]}nonsense: 1\n` };
  assert.match(await promtool(wrong, "check", "config", "@prometheus.yml"), /nonsense/);
});

Deno.test("a catalogue in which nothing is watched has none of it", () => {
  const { catalogue } = catalogueOf("bare", {
    services: [],
    clusters: [{
      file: "overlays/prod.ts",
      value: {
        name: "prod",
        destination: { argocd: "in-cluster" },
        repository: { url: "https://git.example.com/platform.git", revision: "main" },
        domain: "example.com",
        istio: { version: "1.31.0" },
        tracing: { samplingPercent: 1 },
      },
    }],
    argocd: [{ file: "argocd/argocd.ts", value: { version: "v3.2.6" } }],
  });
  const { tree } = renderTree(buildModel(catalogue));
  assert.deepEqual(
    [...tree.keys()].filter((path) => /prometheus|grafana|jaeger|kiali|observability/.test(path)),
    [],
  );
  assert.doesNotMatch(tree.get("prod/argocd/projects/platform.yaml")!, /PersistentVolumeClaim/);
});

Deno.test("the rules are judged by the version of Prometheus that is rendered", () => {
  assert.ok(observabilityImages.prometheus.endsWith(`:v${PINS.promtool.version}`));
});
