import assert from "node:assert/strict";
import { probesIn } from "../../../lab/verify/probes.ts";
import type { Proof, ProofContext } from "../../../lab/verify/proof.ts";
import { PROOFS } from "../../../lab/verify/proofs.ts";
import { runProofs } from "../../../lab/verify/run_proofs.ts";
import { cannotRun, LIVE, type LiveLab, withLiveLab } from "../live_lab.ts";
import { textOf, tryMutation } from "./mutation_steps.ts";
import { MUTATIONS } from "./mutations.ts";

/** Only mutations whose names hold these words; by default all. */
const ONLY = Deno.env.get("THREERVISION_TEST_MUTATION") ?? "";

Deno.test({
  name: "a lab keeps every promise of its catalogue, and each mutation turns a named proof red",
  ignore: await cannotRun("no lab is verified"),
  ...LIVE,
  fn: (t) => withLiveLab((lab) => verifyLab(t, lab)),
});

async function verifyLab(t: Deno.TestContext, { engine, labTree, api, cluster }: LiveLab): Promise<void> {
  await using probes = probesIn(engine, api, () => {});
  const context: ProofContext = { engine, labTree, api, cluster, probes, tell: () => {} };
  if (ONLY === "") {
    for (const proof of PROOFS) {
      await t.step({ name: `${proof.name}: ${proof.title}`, fn: () => prove(context, proof), ...LIVE });
    }
  }
  for (const mutation of MUTATIONS.filter(({ name }) => name.includes(ONLY))) {
    const name = `${mutation.name}: "${mutation.proof}" turns red`;
    await t.step({ name, fn: () => tryMutation(context, mutation), ...LIVE });
  }
}

async function prove(context: ProofContext, proof: Proof): Promise<void> {
  const [verdict] = await runProofs([proof], context, () => {});
  assert.ok(verdict !== undefined);
  console.log(textOf(verdict));
  assert.ok(verdict.passed, `${verdict.name}:\n${textOf(verdict)}`);
}
