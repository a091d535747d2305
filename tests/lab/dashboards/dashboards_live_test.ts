import assert from "node:assert/strict";
import { refreshApplications } from "../../../lab/argocd/read_applications.ts";
import { delay } from "../../../lab/process/delay.ts";
import { sendToGateway } from "../../../lab/verify/gateway_client.ts";
import { journeysOf } from "../../../lab/verify/journeys.ts";
import { prometheusClient } from "../../../lab/verify/prometheus.ts";
import { renderTree } from "../../../lib/tree/render_tree.ts";
import { dashboardQueries } from "../../stock/promtool.ts";
import { cannotRun, LIVE, type LiveLab, withLiveLab } from "../live_lab.ts";
import { withoutData } from "./without_data.ts";

/** Seconds of traffic: longer than the range over which the queries look back. */
const SECONDS = 80;

/** Requests per second. */
const RATE = 4;

/** A change that the proxies have to be told of, so that istiod measures how long that takes. */
const CHANGE = {
  apiVersion: "networking.istio.io/v1",
  kind: "ServiceEntry",
  metadata: { name: "dashboards-test", namespace: "istio-ingress" },
  spec: {
    hosts: ["dashboards.example"],
    location: "MESH_EXTERNAL",
    resolution: "NONE",
    ports: [{ number: 80, name: "http", protocol: "HTTP" }],
  },
};

Deno.test({
  name: "after a minute of traffic every query of every panel has data",
  ignore: await cannotRun("no panel is asked for data"),
  ...LIVE,
  fn: () => withLiveLab(askAll),
});

async function askAll({ engine, api, model, cluster }: LiveLab): Promise<void> {
  const queries = dashboardQueries(renderTree(model).tree, cluster.name);
  assert.notEqual(queries.length, 0);

  const change = (async () => {
    await delay(SECONDS * 500);
    await api.apply(CHANGE);
    // In a minute in which nobody asks it, Argo CD may look at nothing.
    await refreshApplications(api, "argocd");
    await delay(SECONDS * 250);
    await api.remove(CHANGE);
  })();
  for (const { journey, ...host } of await journeysOf(cluster)) {
    const request = { ...journey, parallel: 8, keep: 0, count: SECONDS * RATE, spacing: 1 / RATE };
    await sendToGateway(engine, cluster, host, [request]);
  }
  await change;
  await using prometheus = await prometheusClient(engine);
  assert.deepEqual(await withoutData(prometheus, queries), []);
}
