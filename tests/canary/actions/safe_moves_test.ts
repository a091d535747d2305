/** Every move of a canary is safe by construction: its plan says so, from every state that moves lead to. */
import assert from "node:assert/strict";
import {
  abort,
  advance,
  type Move,
  pause,
  promote,
  resume,
  type Service,
  setWeight,
  start,
} from "../../../lib/canary/actions/mod.ts";
import { Refusal } from "../../../lib/canary/edit/refusal.ts";
import { changeValue } from "../../../lib/canary/edit/value_change.ts";
import { makePlan } from "../../../lib/plan/make_plan.ts";
import type { Rendered } from "../../plan/render_transition.ts";
import { renderEdited } from "../../plan/render_transition.ts";
import { loadFolder } from "../../valid_fixtures.ts";

const { services } = await loadFolder("");

const rendered = new Map<string, Promise<Rendered>>();

/** The shipped catalogue with another value for one service, rendered once. */
function render(file: string, service: Service): Promise<Rendered> {
  const key = JSON.stringify([file, service]);
  const known = rendered.get(key) ?? renderEdited([{ file, at: [], value: service }]);
  rendered.set(key, known);
  return known;
}

const tried = new Map<string, Set<string>>();

async function requireSafe(file: string, before: Service, name: string, move: Move): Promise<Service> {
  const after = changeValue(before, move.changes);
  const [from, to] = [await render(file, before), await render(file, after)];
  const plan = makePlan(from.tree, to.tree, to.policy);
  const what = `${name}: ${move.summary} from ${JSON.stringify(before.canary)}`;
  assert.ok(plan.verdict === "safe" || plan.verdict === "same", `${what}\n${JSON.stringify(plan.findings)}`);
  tried.set(name, (tried.get(name) ?? new Set()).add(plan.verdict));
  return after;
}

/** Every move, with whatever weight it could be asked for without skipping a step. */
function movesOf(service: Service): readonly (readonly [string, () => Move])[] {
  const { canary } = service;
  const weights = canary?.steps.map((step) => (typeof step === "number" ? step : step.weight)) ?? [];
  const weight = weights[canary?.step ?? 0] ?? 0;
  const next = weights.find((each) => each > weight) ?? 100;
  const targets = new Set([0, Math.floor(weight / 2), weight, Math.ceil((weight + next) / 2), next]);
  const image = "ghcr.io/3rvision/next:9.0.0";
  return [
    ["advance", () => advance(service)],
    ["pause", () => pause(service)],
    ["resume", () => resume(service)],
    ["promote", () => promote(service)],
    ["abort", () => abort(service)],
    ["abort --remove", () => abort(service, { remove: true })],
    ["start", () => start(service, { image })],
    ["start --steps", () => start(service, { image, steps: [5, 100] })],
    ...[...targets].map((target) => [`set`, () => setWeight(service, target)] as const),
  ];
}

for (const name of ["backend", "ml", "frontend"]) {
  const { file, value } = services.find(({ file }) => file === `services/${name}.ts`)!;
  Deno.test(`${name}: every move from every state that moves lead to has a safe plan`, async () => {
    const waiting: Service[] = [value as Service];
    const seen = new Set(waiting.map((service) => JSON.stringify(service)));
    while (waiting.length > 0 && seen.size < 10) {
      const service = waiting.shift()!;
      for (const [verb, act] of movesOf(service)) {
        let move: Move;
        try {
          move = act();
        } catch (error) {
          assert.ok(error instanceof Refusal, String(error));
          continue;
        }
        const after = await requireSafe(file, service, verb, move);
        const key = JSON.stringify(after);
        if (seen.has(key)) continue;
        seen.add(key);
        waiting.push(after);
      }
    }
    assert.ok(seen.size >= 10, "too few states were reached");
  });
}

Deno.test("a promotion from the first step to the end is safe in every commit", async () => {
  const { file, value } = services.find(({ file }) => file === "services/backend.ts")!;
  let service = value as Service;
  const summaries: string[] = [];
  const go = async (name: string, move: Move) => {
    summaries.push(move.summary);
    service = await requireSafe(file, service, name, move);
  };
  while (service.canary !== undefined) {
    const { canary } = service;
    await (canary.step + 1 < canary.steps.length
      ? go("advance", advance(service))
      : go("promote", promote(service)));
  }
  assert.equal(summaries.length, 5, summaries.join("\n"));
  await go("start", start(service, { image: "ghcr.io/3rvision/backend:1.2.0" }));
  await go("abort", abort(service));
  await go("start", start(service, { image: "ghcr.io/3rvision/backend:1.3.0" }));
  await go("abort --remove", abort(service, { remove: true }));
  await go("start --steps", start(service, { image: "ghcr.io/3rvision/backend:1.4.0", steps: [5, 100] }));
  assert.equal(abort(service, { remove: true }).summary, "canary 5 % → 0 %, aborted");
  await go("abort --remove", abort(service, { remove: true }));
  await go("abort --remove", abort(service, { remove: true }));
  assert.equal(service.canary, undefined);
});

Deno.test("every move was tried where it changes something", () => {
  const changing = [...tried].filter(([, verdicts]) => verdicts.has("safe")).map(([name]) => name).sort();
  assert.deepEqual(changing, [
    "abort",
    "abort --remove",
    "advance",
    "promote",
    "set",
    "start",
    "start --steps",
  ]);
});
