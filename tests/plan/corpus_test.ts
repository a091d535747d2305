/** What a plan says of each transition of the corpus. */
import assert from "node:assert/strict";
import { makePlan } from "../../lib/plan/make_plan.ts";
import { corpus } from "./corpus/mod.ts";
import { renderTransition } from "./render_transition.ts";

for (const transition of corpus) {
  const { name, expected, clusters = ["lab", "staging", "prod"], says, split } = transition;
  const verdict = expected.length === 0 ? "safe" : `refused: ${expected.join(", ")}`;
  Deno.test(`${name} (${verdict})`, async () => {
    const { before, after } = await renderTransition(transition);
    const plan = makePlan(before.tree, after.tree, after.policy);
    const findings = plan.findings.filter(({ cluster }) => clusters.includes(cluster));
    const codes = [...new Set(findings.map(({ code }) => code))].sort();
    assert.deepEqual(codes, expected, JSON.stringify(findings, null, 2));
    assert.deepEqual(plan.unknowns, []);
    assert.ok(plan.clusters.some(({ name }) => clusters.includes(name)), "the transition changes nothing");
    const effects = plan.clusters.filter(({ name }) => clusters.includes(name)).flatMap(({ effects }) =>
      effects
    );
    if (says !== undefined) assert.ok(effects.some((effect) => says.test(effect)), effects.join("\n"));
    if (split === undefined) return;
    const found = plan.splits.find(({ cluster }) => clusters.includes(cluster));
    assert.deepEqual(found?.commits ?? "none", split);
  });
}

Deno.test("the corpus has at least forty transitions, each with a name of its own", () => {
  assert.ok(corpus.length >= 40);
  assert.equal(new Set(corpus.map(({ name }) => name)).size, corpus.length);
});
