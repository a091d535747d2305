import assert from "node:assert/strict";
import { chosenTiers } from "../../../lab/node/tier_programs.ts";
import { delay } from "../../../lab/process/delay.ts";
import { sendToGateway } from "../../../lab/verify/gateway_client.ts";
import { journeysOf } from "../../../lab/verify/journeys.ts";
import { prometheusClient } from "../../../lab/verify/prometheus.ts";
import { cannotRun, LIVE, type LiveLab, withLiveLab } from "../live_lab.ts";

/** What the backend's program counts; echo programs count nothing. */
const METRIC = `sum(backend_analyses_total)`;

/** Requests, and seconds until they must have been counted: Prometheus asks every 15. */
const REQUESTS = 40;
const PATIENCE = 60;

Deno.test({
  name: "what a tier counts itself is in Prometheus, with what its sidecar counts",
  ignore: await cannotRun("no tier's own metrics are asked for"),
  ...LIVE,
  fn: () => withLiveLab(askBackend),
});

async function askBackend({ layout, engine, cluster }: LiveLab): Promise<void> {
  if (await chosenTiers(layout, undefined) === "echo") {
    console.warn("SKIPPED, no tier's own metrics are asked for: this lab has echo programs for its tiers");
    return;
  }
  await using prometheus = await prometheusClient(engine);
  const counted = async () => (await prometheus.query(METRIC))[0]?.value ?? 0;
  const before = await counted();
  for (const { journey, ...host } of await journeysOf(cluster)) {
    await sendToGateway(engine, cluster, host, [{ ...journey, parallel: 4, keep: 0, count: REQUESTS }]);
  }
  const end = performance.now() + PATIENCE * 1000;
  while (await counted() < before + REQUESTS && performance.now() < end) await delay(2000);
  assert.ok(await counted() >= before + REQUESTS, `${await counted()} counted, ${before} of them before`);
}
