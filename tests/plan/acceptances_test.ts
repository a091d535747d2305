/** What is unsafe may be done where its owner says why; nobody else can say so. */
import assert from "node:assert/strict";
import { makePlan, type Plan } from "../../lib/plan/make_plan.ts";
import { planMarkdown } from "../../lib/plan/print/markdown.ts";
import { planLines } from "../../lib/plan/print/text.ts";
import { corpus } from "./corpus/mod.ts";
import type { CatalogueEdit } from "./corpus/transition.ts";
import { renderEdited, renderTransition, today } from "./render_transition.ts";

const reason = "Nobody asks ml while the load test waits";

const jump: CatalogueEdit = { file: "services/ml.ts", at: ["canary", "step"], value: 3 };

function accepts(file: string, list: readonly unknown[], at: readonly string[] = ["accept"]): CatalogueEdit {
  return { file, at, value: list };
}

const weightJump = { finding: "weight-jump", reason };

async function planOf(
  change: readonly CatalogueEdit[],
  before: readonly CatalogueEdit[] = [],
): Promise<Plan> {
  const [from, to] = [await renderEdited(before), await renderEdited([...before, ...change])];
  return makePlan(from.tree, to.tree, to.policy);
}

const openIn = ({ findings }: Plan) =>
  findings.filter(({ notAcceptedBy }) => notAcceptedBy.length > 0).map(({ cluster }) => cluster);

Deno.test("what the service's own file accepts, in every cluster, isn't refused, and no other way is proposed", async () => {
  const refused = await planOf([jump]);
  assert.equal(refused.verdict, "unsafe");
  assert.ok(refused.findings.length >= 2, "it is found in lab and staging");
  const plan = await planOf([jump, accepts("services/ml.ts", [weightJump])]);
  assert.equal(plan.verdict, "accepted");
  assert.deepEqual(openIn(plan), []);
  assert.deepEqual([plan.splits, plan.idle], [[], []]);
  assert.deepEqual(plan.findings.map(({ code }) => code), refused.findings.map(({ code }) => code));
});

Deno.test("a plan says what was accepted, why and where, and that in every format", async () => {
  const plan = await planOf([jump, accepts("services/ml.ts", [{ ...weightJump, until: "2026-12-31" }])]);
  const text = planLines(plan).join("\n");
  assert.match(text, /^unsafe, accepted: lab: ml canary 10 % → 100 % .* {2}\[weight-jump, policy\]$/m);
  assert.match(text, /^ {2}accepted: Nobody asks ml .* \(services\/ml\.ts accept\[0\], until 2026-12-31\)$/m);
  assert.match(text, /^accepted: \d+ reasons to refuse it, each accepted \(/m);
  assert.doesNotMatch(text, /^refused/m);
  const markdown = planMarkdown(plan).join("\n");
  assert.match(markdown, /^## Plan: unsafe, accepted$/m);
  assert.match(markdown, /^ {2}- accepted: Nobody asks ml .*until 2026-12-31\)$/m);
});

Deno.test("an overlay accepts for its own cluster alone", async () => {
  const plan = await planOf([
    jump,
    accepts("overlays/lab.ts", [weightJump], ["services", "ml", "accept"]),
  ]);
  assert.equal(plan.verdict, "unsafe");
  assert.ok(!openIn(plan).includes("lab") && openIn(plan).includes("staging"), openIn(plan).join());
  const inLab = plan.findings.find(({ cluster }) => cluster === "lab")!;
  assert.deepEqual(inLab.accepted.map(({ place }) => place), ["overlays/lab.ts services.ml.accept[0]"]);
  assert.ok(plan.splits.every(({ cluster }) => cluster !== "lab"));
});

for (
  const [what, edit] of [
    ["another service", accepts("services/backend.ts", [weightJump])],
    ["the cluster", accepts("overlays/lab.ts", [weightJump])],
    [
      "the service, of another finding",
      accepts("services/ml.ts", [{ ...weightJump, finding: "requests-lost" }]),
    ],
    ["the service, until yesterday", accepts("services/ml.ts", [{ ...weightJump, until: "2026-06-14" }])],
  ] as const
) {
  Deno.test(`an acceptance by ${what} accepts nothing, and the plan says so`, async () => {
    const plan = await planOf([jump, edit]);
    assert.equal(plan.verdict, "unsafe");
    assert.deepEqual(plan.findings.flatMap(({ accepted }) => accepted), []);
    assert.equal(plan.idle.length, 1, "it is named once, however many clusters there are");
    assert.equal(plan.idle[0]!.why, what.includes("yesterday") ? "expired" : "unused");
    const line = what.includes("yesterday")
      ? /^expired: services\/ml\.ts accept\[0\] accepted weight-jump until 2026-06-14; remove it$/m
      : /^unused: \S+ accept\[0\] accepts \S+, which this change has not; remove it/m;
    assert.match(planLines(plan).join("\n"), line);
    assert.match(planMarkdown(plan).join("\n"), /^- (expired|unused): /m);
  });
}

Deno.test("an acceptance counts on its last day", async () => {
  const plan = await planOf([jump, accepts("services/ml.ts", [{ ...weightJump, until: today }])]);
  assert.equal(plan.verdict, "accepted");
});

Deno.test("an acceptance that is left over is said where nothing changes, and where something safe does", async () => {
  const left = accepts("services/ml.ts", [weightJump]);
  const same = await planOf([], [left]);
  assert.deepEqual([same.verdict, same.idle.map(({ why }) => why)], ["same", ["unused"]]);
  const safe = await planOf([{ ...jump, value: 1 }], [left]);
  assert.deepEqual([safe.verdict, safe.idle.length], ["safe", 1]);
});

const together = corpus.find(({ name }) =>
  name === "a declaration and its policy go while the process is still told whom to call"
)!;

Deno.test("what several services do together is accepted by all of them or not at all", async () => {
  const all = [{ finding: "requests-fail", reason }, { finding: "requests-lost", reason }];
  const { before, after } = await renderTransition(together);
  const plain = makePlan(before.tree, after.tree, after.policy);
  const owners = [...new Set(plain.findings.flatMap(({ notAcceptedBy }) => notAcceptedBy))].sort();
  assert.deepEqual(owners, ["backend", "ml"]);
  const shared = plain.findings.find(({ applications }) => applications.length === 2);
  assert.ok(shared !== undefined, "the transition has no finding of two services");
  for (
    const [files, verdict] of [[["backend"], "unsafe"], [["ml"], "unsafe"], [owners, "accepted"]] as const
  ) {
    const edits = files.map((name) => accepts(`services/${name}.ts`, all));
    const { tree, policy } = await renderEdited([...together.before ?? [], ...together.change, ...edits]);
    const plan = makePlan(before.tree, tree, policy);
    assert.equal(plan.verdict, verdict, files.join());
    if (verdict === "accepted") continue;
    const half = plan.findings.find(({ applications }) => applications.length === 2)!;
    assert.deepEqual([half.accepted.length, half.notAcceptedBy.length], [1, 1]);
    const missing = owners.find((name) => name !== files[0]);
    assert.match(
      planLines(plan).join("\n"),
      new RegExp(`^ {2}not accepted by ${missing}, whose change it is too$`, "m"),
    );
  }
});

Deno.test("what no service owns is accepted by the cluster", async () => {
  const gone = [{ file: "services/backend.ts", at: ["calls"], value: [] }, {
    file: "services/ml.ts",
    at: [],
  }];
  const before = [{ file: "services/backend.ts", at: ["calls"], value: [] }];
  const refused = await planOf(gone.slice(1), before);
  const inLab = refused.findings.filter(({ cluster }) => cluster === "lab");
  assert.ok(inLab.some(({ code }) => code === "namespace-lost"), JSON.stringify(inLab));
  assert.deepEqual([...new Set(inLab.flatMap(({ notAcceptedBy }) => notAcceptedBy))], ["cluster lab"]);
  const codes = [...new Set(inLab.map(({ code }) => code))];
  const list = codes.map((finding) => ({ finding, reason: "ml is switched off for good, see the minutes" }));
  const plan = await planOf([...gone.slice(1), accepts("overlays/lab.ts", list)], before);
  assert.ok(!openIn(plan).includes("lab"));
  assert.ok(openIn(plan).includes("staging"));
});
