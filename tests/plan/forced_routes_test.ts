/** Both commits of the safe way to start a canary that requests can ask for by a header. */
import assert from "node:assert/strict";
import { makePlan } from "../../lib/plan/make_plan.ts";
import { withoutForcedRoutes } from "../../lib/plan/without_forced_routes.ts";
import { readClusters, rememberingBuilder } from "../../lib/plan/read_clusters.ts";
import { noCanary, set } from "./corpus/edits.ts";
import type { Transition } from "./corpus/transition.ts";
import { renderTransition } from "./render_transition.ts";

const quiet = { image: "ghcr.io/3rvision/backend:1.1.0", routes: [], steps: [0, 10, 100], step: 0 };
const routes = [{ headers: { "x-canary": { exact: "true" } } }];

const ways: readonly (Transition & { readonly codes: readonly string[] })[] = [
  {
    name: "a canary at 0 % with routes to it",
    before: [noCanary("backend")],
    change: [set("backend", "canary", { ...quiet, routes })],
    expected: [],
    codes: ["requests-fail"],
  },
  {
    name: "first a canary at 0 % without routes to it",
    before: [noCanary("backend")],
    change: [set("backend", "canary", quiet)],
    expected: [],
    codes: [],
  },
  {
    name: "then its routes",
    before: [set("backend", "canary", quiet)],
    change: [set("backend", "canary.routes", routes)],
    expected: [],
    codes: [],
  },
];

for (const { codes, ...transition } of ways) {
  Deno.test(`${transition.name}: ${codes.length === 0 ? "safe" : "refused"}`, async () => {
    const { before, after } = await renderTransition(transition);
    const { findings, clusters } = makePlan(before.tree, after.tree, after.policy);
    assert.deepEqual([...new Set(findings.map(({ code }) => code))], codes);
    assert.ok(clusters.length > 0, "something changes");
  });
}

Deno.test("what the plan proposes first is what the generator renders with routes: []", async () => {
  const [refused, first] = await Promise.all(ways.slice(0, 2).map(renderTransition));
  const lab = (tree: Parameters<typeof makePlan>[0]) => readClusters(tree, rememberingBuilder()).get("lab")!;
  const backend = lab(refused!.after.tree).applications.get("backend")!;
  const rendered = lab(first!.after.tree).applications.get("backend")!;
  const plain = (application: typeof backend) =>
    [...application.objects].map(([key, { kind, metadata, spec }]) => ({ key, kind, metadata, spec }));
  assert.deepEqual(plain(withoutForcedRoutes(backend)!), plain(rendered));
  assert.equal(withoutForcedRoutes(rendered), undefined);
});
