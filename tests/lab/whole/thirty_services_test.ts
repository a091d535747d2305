import assert from "node:assert/strict";
import { LAB_TREE } from "../../../lab/argocd/argocd_steps.ts";
import { settle } from "../../../lab/commands/settle.ts";
import { processLab } from "../../../lab/process_lab.ts";
import { generate } from "../../../lab/verify/generate.ts";
import { sendToGateway } from "../../../lab/verify/gateway_client.ts";
import { visitsOf } from "../../../lab/verify/journeys.ts";
import { hopsOf } from "../../../lab/verify/hops.ts";
import { checkCatalogue } from "../../../lib/pipeline/check_catalogue.ts";
import { cannotRun, LIVE } from "../live_lab.ts";
import { temporaryLayout } from "../process/temporary_layout.ts";
import { copyCatalogue } from "./catalogue_copy.ts";
import { EXPOSED, SERVICES, writeSyntheticCatalogue } from "./synthetic_services.ts";

/** Requests to each exposed host. */
const REQUESTS = 20;

Deno.test({
  name: `a lab of ${SERVICES} services comes up, and a request leads through each of them`,
  ignore: await cannotRun(`no lab of ${SERVICES} services is tested`),
  ...LIVE,
  async fn() {
    await using temporary = await temporaryLayout();
    const { layout } = temporary;
    const workingTree = `${layout.root}-tree`;
    await copyCatalogue(workingTree);
    await writeSyntheticCatalogue(workingTree);
    await generate(workingTree);
    const labTree = { ...LAB_TREE, workingTree };
    const engine = processLab(layout, labTree, "echo");
    const before = memoryInUse();
    const begin = performance.now();
    try {
      await engine.up({ onProgress: () => {} });
      const rows = await settle({ engine, labTree }, { timeout: 1800 });
      const seconds = Math.round((performance.now() - begin) / 1000);
      const mebibytes = Math.round(memoryInUse() - before);
      console.log(
        `${rows.length} Applications synced and healthy after ${seconds} s, ${mebibytes} MiB more in use`,
      );
      const { model } = await checkCatalogue(workingTree);
      const [cluster] = model?.clusters ?? [];
      assert.ok(cluster !== undefined);
      const exposures = hopsOf(cluster).flatMap(({ exposure }) => exposure ?? []);
      assert.equal(exposures.length, EXPOSED);
      for (const exposure of exposures) {
        const [answers = []] = await sendToGateway(engine, cluster, exposure, [{ count: REQUESTS }]);
        for (const { status, body } of answers) {
          assert.deepEqual([status, visitsOf(body).length], [200, SERVICES / EXPOSED], body);
        }
      }
    } finally {
      await engine.down({ onProgress: () => {} });
      await Deno.remove(workingTree, { recursive: true });
    }
  },
});

/** The memory of this machine that nobody could have. Unit: MiB. */
function memoryInUse(): number {
  const { total, available } = Deno.systemMemoryInfo();
  return (total - available) / 2 ** 20;
}
