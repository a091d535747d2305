/**
 * Every object of the shipped catalogue and of the valid fixtures by the judgement of a real API server with the real
 * kinds, pod security and Istio's webhooks; and `istioctl analyze` of a cluster that holds them.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { processEngine } from "../../../lab/process/process_engine.ts";
import { renderTree } from "../../../lib/tree/render_tree.ts";
import { catalogue } from "../../arbitraries/catalogue.ts";
import { withTree } from "../../stock/tree_on_disk.ts";
import { fixtureModel, fixtureNames } from "../../valid_fixtures.ts";
import { reasonToSkip } from "../process/built_tools.ts";
import { remainsOf } from "../process/remains.ts";
import { temporaryLayout } from "../process/temporary_layout.ts";
import { ACCEPTED_WARNINGS, type AcceptedWarning } from "./accepted_warnings.ts";
import { type AdmissionLab, admissionLab, TOOLS_OF_ADMISSION } from "./admission_lab.ts";
import { ACCEPTED_MESSAGES, type AcceptedMessage, acceptedMessage, analyze } from "./analysis.ts";
import { placed, prepare, tryCluster } from "./cluster_trial.ts";
import { REFUSED } from "./refused_objects.ts";
import { randomClusters } from "./random_cluster.ts";
import { clusterNames, renderedCluster } from "./rendered_cluster.ts";

const skip = await reasonToSkip(TOOLS_OF_ADMISSION);
if (skip !== undefined) console.warn(`SKIPPED, no object is tried at an API server: ${skip}`);

const accepted = new Set<AcceptedWarning>();
const acceptedMessages = new Set<AcceptedMessage | undefined>();

async function tryTree(
  test: Deno.TestContext,
  lab: AdmissionLab,
  name: string,
  folder: string,
): Promise<void> {
  for (const cluster of clusterNames(folder)) {
    const rendered = await renderedCluster(lab.tools, folder, cluster);
    const parts = await Promise.all(rendered.map((part) => placed(lab, part)));
    await prepare(lab, parts);
    await lab.installIstio(parts);
    await test.step(`${name}, ${cluster}: every object is taken, and every pod that is made of one`, async () => {
      const trial = await tryCluster(lab, folder, parts);
      console.log(`${trial.objects} objects, ${trial.pods} pods, ${trial.injected} of them with a proxy`);
      trial.accepted.forEach((warning) => accepted.add(warning));
      assert.deepEqual(trial.findings, []);
      assert.equal(trial.injected, trial.meshPods);
      assert.ok(trial.injected > 0);
    });
    await test.step(`${name}, ${cluster}: istioctl analyze finds nothing`, async () => {
      const messages = await analyze(lab, parts);
      const findings = messages.filter((message) => acceptedMessage(message) === undefined);
      messages.forEach((message) => acceptedMessages.add(acceptedMessage(message)));
      assert.deepEqual(findings.map(({ code, origin, message }) => `${origin}: ${code} ${message}`), []);
    });
  }
}

async function tryRandom(test: Deno.TestContext, lab: AdmissionLab): Promise<void> {
  await test.step("any valid catalogue: every object is taken, and every pod that is made of one", async () => {
    let objects = 0;
    await fc.assert(
      fc.asyncProperty(catalogue, async (random) => {
        for (const parts of randomClusters(random)) {
          await prepare(lab, parts);
          const trial = await tryCluster(lab, "", parts);
          assert.deepEqual(trial.findings, []);
          objects += trial.objects;
        }
      }),
      { numRuns: 30 },
    );
    console.log(`${objects} objects`);
    assert.ok(objects > 0);
  });
}

async function tryRefused(test: Deno.TestContext, lab: AdmissionLab): Promise<void> {
  for (const { what, object, findings: expected } of REFUSED) {
    await test.step(`${what} is refused`, async () => {
      const part = { source: "broken", namespace: "", objects: [object] };
      const { findings } = await tryCluster(lab, "", [part]);
      assert.equal(findings.length, expected.length, findings.join("\n"));
      expected.forEach((words, index) => assert.match(findings[index]!, words));
    });
  }
}

Deno.test({
  name: "the API server with Istio's webhooks takes every object of every catalogue, and no broken one",
  ignore: skip !== undefined,
  // The lab's processes outlive what starts them.
  sanitizeResources: false,
  sanitizeOps: false,
  async fn(test) {
    await using temporary = await temporaryLayout();
    const { layout } = temporary;
    try {
      await using lab = await admissionLab(layout);
      await tryTree(test, lab, "shipped", "clusters");
      for (const name of fixtureNames) {
        const { tree } = renderTree(await fixtureModel(name));
        await withTree(tree, (folder) => tryTree(test, lab, name, folder));
      }
      await tryRandom(test, lab);
      await tryRefused(test, lab);
      await test.step("every warning and message that is accepted has come", () => {
        assert.deepEqual(ACCEPTED_WARNINGS.filter((warning) => !accepted.has(warning)), []);
        assert.deepEqual(ACCEPTED_MESSAGES.filter((message) => !acceptedMessages.has(message)), []);
      });
    } finally {
      await processEngine(layout).down({ onProgress: () => {} });
    }
    assert.deepEqual(await remainsOf(layout), []);
  },
});
