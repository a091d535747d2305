import assert from "node:assert/strict";
import { generate } from "../../../lab/verify/generate.ts";
import { sendToGateway } from "../../../lab/verify/gateway_client.ts";
import { visitsOf } from "../../../lab/verify/journeys.ts";
import { hopsOf } from "../../../lab/verify/hops.ts";
import { waitFor } from "../../../lab/verify/wait_for.ts";
import { cannotRun, LIVE, withNewLab } from "../live_lab.ts";
import { copyCatalogue } from "./catalogue_copy.ts";
import { EXPOSED, SERVICES, writeSyntheticCatalogue } from "./synthetic_services.ts";

/** Requests to each exposed host. */
const REQUESTS = 20;

/** Seconds in which the proxies have to hear of what came last, after everything is synced and healthy. */
const PATIENCE = 60;

Deno.test({
  name: `a lab of ${SERVICES} services comes up, and a request leads through each of them`,
  ignore: await cannotRun(`no lab of ${SERVICES} services is tested`),
  ...LIVE,
  async fn() {
    let before = 0;
    let begin = 0;
    const makeTree = async (folder: string) => {
      await copyCatalogue(folder);
      await writeSyntheticCatalogue(folder);
      await generate(folder);
      before = memoryInUse();
      begin = performance.now();
    };
    await withNewLab(makeTree, async ({ engine, cluster }) => {
      const seconds = Math.round((performance.now() - begin) / 1000);
      const mebibytes = Math.round(memoryInUse() - before);
      console.log(`${SERVICES} services synced and healthy after ${seconds} s, ${mebibytes} MiB more in use`);
      const exposures = hopsOf(cluster).flatMap(({ exposure }) => exposure ?? []);
      assert.equal(exposures.length, EXPOSED);
      for (const exposure of exposures) {
        const answersTo = async (count: number) =>
          (await sendToGateway(engine, cluster, exposure, [{ count }])).flat();
        const isReached = async () => (await answersTo(1))[0]?.status === 200 ? true : undefined;
        await waitFor(`an answer of ${exposure.host}`, isReached, PATIENCE);
        const answers = await answersTo(REQUESTS);
        assert.equal(answers.length, REQUESTS);
        for (const { status, body } of answers) {
          assert.deepEqual([status, visitsOf(body).length], [200, SERVICES / EXPOSED], body);
        }
      }
    });
  },
});

/** The memory of this machine that nobody could have. Unit: MiB. */
function memoryInUse(): number {
  const { total, available } = Deno.systemMemoryInfo();
  return (total - available) / 2 ** 20;
}
