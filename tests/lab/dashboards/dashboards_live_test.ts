import assert from "node:assert/strict";
import { LAB_TREE, type LabTree } from "../../../lab/argocd/argocd_steps.ts";
import { withApi } from "../../../lab/commands/command_context.ts";
import { settle } from "../../../lab/commands/settle.ts";
import { delay } from "../../../lab/process/delay.ts";
import { type Layout, layoutOf } from "../../../lab/process/layout.ts";
import { processLab } from "../../../lab/process_lab.ts";
import { sendToGateway } from "../../../lab/verify/gateway_client.ts";
import { hopsOf } from "../../../lab/verify/hops.ts";
import { journeyFrom } from "../../../lab/verify/journeys.ts";
import { prometheusClient } from "../../../lab/verify/prometheus.ts";
import { checkCatalogue } from "../../../lib/pipeline/check_catalogue.ts";
import { renderTree } from "../../../lib/tree/render_tree.ts";
import { SETS } from "../../../toolchain/tools.ts";
import { dashboardQueries } from "../../stock/promtool.ts";
import { reasonToSkip } from "../process/built_tools.ts";
import { temporaryLayout } from "../process/temporary_layout.ts";
import { copyCatalogue } from "../whole/catalogue_copy.ts";
import { withoutData } from "./without_data.ts";

const skip = await reasonToSkip(SETS.lab);
if (skip !== undefined) console.warn(`SKIPPED, no panel is asked for data: ${skip}`);

/** A lab that runs already, and the tree that it runs: `<folder of the lab>:<tree>`. By default one is brought up. */
const RUNNING = Deno.env.get("THREERVISION_TEST_LAB");

/** Seconds of traffic: longer than the range over which the queries look back. */
const SECONDS = 80;

/** Requests per second. */
const RATE = 4;

const PROMETHEUS = { namespace: "observability", service: "prometheus", port: 9090 };

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
  ignore: skip !== undefined,
  // The ways into the cluster live as long as the process.
  sanitizeOps: false,
  sanitizeResources: false,
  async fn() {
    if (RUNNING !== undefined) {
      const [folder = "", workingTree = ""] = RUNNING.split(":");
      return await askAll(layoutOf(() => folder), { ...LAB_TREE, workingTree });
    }
    await using temporary = await temporaryLayout();
    const { layout } = temporary;
    const workingTree = `${layout.root}-tree`;
    await copyCatalogue(workingTree);
    const labTree = { ...LAB_TREE, workingTree };
    const engine = processLab(layout, labTree, "echo");
    try {
      await engine.up({ onProgress: () => {} });
      await settle({ engine, labTree }, { timeout: 900 });
      await askAll(layout, labTree);
    } finally {
      await engine.down({ onProgress: () => {} });
      await Deno.remove(workingTree, { recursive: true });
    }
  },
});

async function askAll(layout: Layout, labTree: LabTree): Promise<void> {
  const engine = processLab(layout, labTree);
  const { model } = await checkCatalogue(labTree.workingTree);
  const cluster = model?.clusters.find(({ name }) => name === labTree.cluster);
  assert.ok(model !== undefined && cluster !== undefined);
  const queries = dashboardQueries(renderTree(model).tree, cluster.name);
  assert.notEqual(queries.length, 0);

  const change = withApi(engine, async (api) => {
    await delay(SECONDS * 500);
    await api.apply(CHANGE);
    await delay(SECONDS * 250);
    await api.remove(CHANGE);
  });
  for (const { exposure, callee } of hopsOf(cluster)) {
    if (exposure === undefined) continue;
    const request = { ...await journeyFrom(callee, exposure), parallel: 8, keep: 0 };
    await sendToGateway(engine, cluster, exposure, [
      { ...request, count: SECONDS * RATE, spacing: 1 / RATE },
    ]);
  }
  await change;
  await using prometheus = await prometheusClient(engine, PROMETHEUS);
  assert.deepEqual(await withoutData(prometheus, queries), []);
}
