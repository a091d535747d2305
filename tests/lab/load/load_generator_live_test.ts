import assert from "node:assert/strict";
import { delay } from "../../../lab/process/delay.ts";
import { bringIn } from "../../../lab/verify/bring_in.ts";
import { generate } from "../../../lab/verify/generate.ts";
import { prometheusClient } from "../../../lab/verify/prometheus.ts";
import { scratchTree } from "../../../lab/verify/scratch_tree.ts";
import { cannotRun, LIVE, type LiveLab, withLiveLab } from "../live_lab.ts";

/** Requests per second. */
const RATE = 5;

/** Seconds of load that the metrics look back on, and seconds until there are so many and they are scraped. */
const RANGE = 60;
const PATIENCE = RANGE + 60;

Deno.test({
  name: "a load generator sends as many requests as was written, and is gone when it is switched off",
  ignore: await cannotRun("no load is generated"),
  ...LIVE,
  fn: () => withLiveLab(switchOnAndOff),
});

async function switchOnAndOff(lab: LiveLab): Promise<void> {
  const { engine, labTree, cluster } = lab;
  await using scratch = await scratchTree(labTree);
  const { workingTree } = scratch.labTree;
  const file = `${workingTree}/overlays/${labTree.cluster}.ts`;
  const text = await Deno.readTextFile(file);
  const name = `name: "${labTree.cluster}",`;
  assert.ok(text.includes(name), file);
  await Deno.writeTextFile(
    file,
    text.replace(name, `${name}\n  loadGenerator: { requestsPerSecond: ${RATE} },`),
  );
  await generate(workingTree);
  try {
    await bringIn(lab, scratch.labTree, "A load generator");
    await using prometheus = await prometheusClient(engine);
    const sent =
      `sum(rate(istio_requests_total{reporter="source",source_workload="${cluster.gateway.name}",response_code="200"}[${RANGE}s]))`;
    assert.equal(await settled(async () => (await prometheus.query(sent))[0]?.value), RATE);
  } finally {
    await bringIn(lab, labTree, "No load generator");
  }
  const { namespace } = cluster.gateway;
  const deployment = {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { namespace, name: "load-generator" },
  };
  assert.equal(await lab.api.read(deployment), undefined);
}

/** What is measured as soon as it is the rate, rounded; else what it was last. */
async function settled(measure: () => Promise<number | undefined>): Promise<number | undefined> {
  const end = performance.now() + PATIENCE * 1000;
  for (;;) {
    const measured = await measure();
    const rounded = measured === undefined ? undefined : Math.round(measured);
    if (rounded === RATE || performance.now() > end) return rounded;
    await delay(2000);
  }
}
