/** What holds for every plan. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { findingCodes } from "../../lib/plan/finding.ts";
import { makePlan } from "../../lib/plan/make_plan.ts";
import { planMarkdown } from "../../lib/plan/print/markdown.ts";
import { planLines } from "../../lib/plan/print/text.ts";
import { TreeError } from "../../lib/walk/read/tree_error.ts";
import { corpus } from "./corpus/mod.ts";
import { renderEdited, renderTransition } from "./render_transition.ts";

const named = (name: string) => corpus.find((each) => each.name === name)!;

async function planOf(name: string) {
  const { before, after } = await renderTransition(named(name));
  return makePlan(before.tree, after.tree, after.policy);
}

Deno.test("the same tree gives an empty plan", async () => {
  for (const edits of [[], named("a volume shrinks").change]) {
    const { tree, policy } = await renderEdited(edits);
    const plan = makePlan(tree, new Map(tree), policy);
    assert.deepEqual(plan, {
      verdict: "same",
      clusters: [],
      findings: [],
      idle: [],
      splits: [],
      unknowns: [],
    });
  }
});

Deno.test("what Argo CD doesn't apply is no change", async () => {
  const { tree } = await renderEdited([]);
  const edited = new Map([...tree, ["lab/README.md", "# Another\n"]]);
  assert.equal(makePlan(tree, edited).verdict, "same");
});

Deno.test("a plan is the same whatever the order of the files, and again", async () => {
  for (
    const name of [
      "a service goes together with its caller's last call",
      "a canary skips all steps but the last",
    ]
  ) {
    const { before, after } = await renderTransition(named(name));
    const expected = JSON.stringify(makePlan(before.tree, after.tree, after.policy));
    const turned = (tree: ReadonlyMap<string, string>) => new Map([...tree].reverse());
    assert.equal(JSON.stringify(makePlan(before.tree, after.tree, after.policy)), expected);
    assert.equal(JSON.stringify(makePlan(turned(before.tree), turned(after.tree), after.policy)), expected);
  }
});

Deno.test("the corpus has every code, and something safe", () => {
  const found = new Set(corpus.flatMap(({ expected }) => expected));
  assert.deepEqual([...found].sort(), Object.keys(findingCodes).sort());
  assert.ok(corpus.filter(({ expected }) => expected.length === 0).length >= 20);
});

Deno.test("weights within the policy's next step are safe, all others are refused", async () => {
  const steps = [10, 25, 50, 100];
  const at = (step: number) =>
    renderEdited([{ file: "services/ml.ts", at: ["canary", "step"], value: step }]);
  const trees = await Promise.all(steps.map((_, index) => at(index)));
  fc.assert(
    fc.property(fc.nat(3), fc.nat(3), (from, to) => {
      const { verdict } = makePlan(trees[from]!.tree, trees[to]!.tree, trees[to]!.policy);
      assert.equal(verdict, from === to ? "same" : to <= from + 1 ? "safe" : "unsafe");
    }),
    { numRuns: 12 },
  );
});

Deno.test("a tree that isn't understood is refused by name", async () => {
  const { tree } = await renderEdited([]);
  const broken = new Map([...tree, ["base/ml/kustomization.yaml", "resources: []\nnamePrefix: x\n"]]);
  assert.throws(() => makePlan(tree, broken), TreeError);
});

Deno.test("for people: what changes, why it is refused, when, which requests, and what to do instead", async () => {
  const lines = planLines(
    await planOf("a caller gives up its call, and the policy is tightened in the same commit"),
  );
  const text = lines.join("\n");
  for (
    const wanted of [
      /^lab: 2 Applications, \d+ objects change, 1 created, 2 deleted$/m,
      /^ {2}backend: 3 pods restart \(configuration\)$/m,
      /^refused: lab: requests that succeed before and after fail on the way {2}\[requests-fail, evaluated\]$/m,
      /^ {2}when: .*(backend|ml)/m,
      /^ {2}backend-stable → ml-service\.ml\.svc\.cluster\.local:5001, \S+ \S+: all fail, /m,
      /^instead, lab: 2 commits/m,
      /^unsafe: \d+ reasons? to refuse it \(\d+ requests at \d+ moments\)$/m,
    ]
  ) assert.match(text, wanted);
});

Deno.test("for a pull request: names from objects stay text", async () => {
  const plan = await planOf("a canary goes one step");
  const hostile = planMarkdown({
    ...plan,
    unknowns: ['<img src=x onerror="x"> @everybody [a](http://b) | `c`'],
  }).join("\n");
  assert.ok(!hostile.includes("<img") && !hostile.includes("@everybody") && !hostile.includes("[a]("));
  assert.match(hostile, /^## Plan: safe$/m);
  assert.match(hostile, /^- backend canary 10 % → 25 %$/m);
});

Deno.test("a field that isn't understood and decides a request makes it not known, and an old one doesn't", async () => {
  const { tree } = await renderEdited([]);
  const path = "base/backend/virtual-service.yaml";
  const strange = new Map([...tree, [
    path,
    tree.get(path)!.replace("  - name: split\n", "  - name: split\n    strange: 1\n"),
  ]]);
  const plan = makePlan(tree, strange);
  assert.equal(plan.verdict, "unknown");
  assert.match(plan.unknowns[0]!, /^frontend-.* → backend-service.*strange/);
  assert.equal(planLines(plan).at(-1)!.startsWith("not known to be safe"), true);
  const more = strange.get(path)!.replace("timeout: 10s", "timeout: 11s");
  assert.equal(makePlan(strange, new Map([...strange, [path, more]])).verdict, "safe");
});
