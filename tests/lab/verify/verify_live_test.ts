import assert from "node:assert/strict";
import { LAB_TREE, type LabTree } from "../../../lab/argocd/argocd_steps.ts";
import { withApi } from "../../../lab/commands/command_context.ts";
import { settle } from "../../../lab/commands/settle.ts";
import { type Layout, layoutOf } from "../../../lab/process/layout.ts";
import { processLab } from "../../../lab/process_lab.ts";
import { probesIn } from "../../../lab/verify/probes.ts";
import type { ProofContext } from "../../../lab/verify/proof.ts";
import { PROOFS } from "../../../lab/verify/proofs.ts";
import { runProofs } from "../../../lab/verify/run_proofs.ts";
import { checkCatalogue } from "../../../lib/pipeline/check_catalogue.ts";
import { SETS } from "../../../toolchain/tools.ts";
import { reasonToSkip } from "../process/built_tools.ts";
import { temporaryLayout } from "../process/temporary_layout.ts";
import { copyCatalogue } from "../whole/catalogue_copy.ts";
import { textOf, tryMutation } from "./mutation_steps.ts";
import { MUTATIONS } from "./mutations.ts";

const skip = await reasonToSkip(SETS.lab);
if (skip !== undefined) console.warn(`SKIPPED, no lab is verified: ${skip}`);

/** A lab that runs already, and the tree that it runs: `<folder of the lab>:<tree>`. By default one is brought up. */
const RUNNING = Deno.env.get("THREERVISION_TEST_LAB");

/** Only mutations whose names hold these words; by default all. */
const ONLY = Deno.env.get("THREERVISION_TEST_MUTATION") ?? "";

Deno.test({
  name: "a lab keeps every promise of its catalogue, and each mutation turns a named proof red",
  ignore: skip !== undefined,
  async fn(t) {
    if (RUNNING !== undefined) {
      const [folder = "", workingTree = ""] = RUNNING.split(":");
      await verifyLab(t, layoutOf(() => folder), { ...LAB_TREE, workingTree });
      return;
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
      await verifyLab(t, layout, labTree);
    } finally {
      await engine.down({ onProgress: () => {} });
      await Deno.remove(workingTree, { recursive: true });
    }
  },
  // The ways into the cluster that a context opens live as long as the process.
  sanitizeOps: false,
  sanitizeResources: false,
});

async function verifyLab(t: Deno.TestContext, layout: Layout, labTree: LabTree): Promise<void> {
  const engine = processLab(layout, labTree);
  const { model } = await checkCatalogue(labTree.workingTree);
  const cluster = model?.clusters.find(({ name }) => name === labTree.cluster);
  assert.ok(cluster !== undefined);
  const sanitize = { sanitizeOps: false, sanitizeResources: false };
  await withApi(engine, async (api) => {
    await using probes = probesIn(engine, api, () => {});
    const context: ProofContext = { engine, labTree, api, cluster, probes, tell: () => {} };
    const names = new Set(MUTATIONS.map(({ proof }) => proof));
    const fn = async () => {
      const verdicts = await runProofs(PROOFS.filter(({ name }) => names.has(name)), context, () => {});
      assert.equal(verdicts.length, names.size);
      for (const verdict of verdicts) assert.ok(verdict.passed, `${verdict.name}:\n${textOf(verdict)}`);
    };
    if (ONLY === "") await t.step({ name: "every promise is kept", fn, ...sanitize });
    for (const mutation of MUTATIONS.filter(({ name }) => name.includes(ONLY))) {
      const name = `${mutation.name}: "${mutation.proof}" turns red`;
      await t.step({ name, fn: () => tryMutation(context, mutation), ...sanitize });
    }
  });
}
