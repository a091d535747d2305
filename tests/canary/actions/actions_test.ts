import assert from "node:assert/strict";
import {
  abort,
  advance,
  isStable,
  type Move,
  pause,
  promote,
  resume,
  type Service,
  setWeight,
  start,
} from "../../../lib/canary/actions/mod.ts";
import { commitMessage } from "../../../lib/canary/commit_message.ts";
import { Refusal } from "../../../lib/canary/edit/refusal.ts";
import { changeValue } from "../../../lib/canary/edit/value_change.ts";
import { canaryModel } from "../../../lib/model/canary_model.ts";
import { versionDefinitions } from "../../../lib/model/version_models.ts";

const image = "registry.example/shop:1.1";
type Canary = NonNullable<Service["canary"]>;

const shop = (canary?: Partial<Canary>, rest: Partial<Service> = {}): Service => ({
  name: "shop",
  image: "registry.example/shop:1.0",
  ...(canary && { canary: { image, steps: [10, 50, 100], step: 0, ...canary } }),
  ...rest,
});

const after = (service: Service, { changes }: Move) => changeValue(service, changes);
const weight = (service: Service) => canaryModel(service)?.weight;

Deno.test("advance takes one step", () => {
  const move = advance(shop({}));
  assert.deepEqual(move.changes, [{ kind: "set", path: ["canary", "step"], value: 1 }]);
  assert.equal(move.summary, "canary 10 % → 50 %");
});

const refusals: readonly [name: string, act: () => Move, message: RegExp, fix: RegExp | undefined][] = [
  ["advance without a canary", () => advance(shop()), /"shop" has no canary/, /start --image/],
  ["advance while it is paused", () => advance(shop({ paused: true })), /is paused/, /resume/],
  [
    "advance at the last step",
    () => advance(shop({ step: 2 })),
    /at its last step, which gives it 100 %/,
    /promote/,
  ],
  ["set to a fraction", () => setWeight(shop({}), 2.5), /must be a whole number/, undefined],
  ["set above 100", () => setWeight(shop({}), 101), /from 0 to 100/, undefined],
  [
    "promote before the policy's last step",
    () => promote(shop({})),
    /gets 10 %, and 50 % come before 100 %/,
    /advance/,
  ],
  [
    "abort when stable has its image",
    () => abort(shop({ step: 2 }, { image })),
    /has the canary's image/,
    /git revert/,
  ],
  [
    "start while another gets more than the first step",
    () => start(shop({ step: 1 }), { image: "registry.example/shop:2" }),
    /gets 50 % of the requests/,
    /abort/,
  ],
  [
    "start with stable's image",
    () => start(shop(), { image: "registry.example/shop:1.0" }),
    /already/,
    undefined,
  ],
  [
    "start within a promotion",
    () => start(shop({ step: 2 }, { image }), { image: "x:2" }),
    /isn't finished/,
    /promote/,
  ],
  [
    "start with steps where there is a policy",
    () => start(shop({}), { image: "x:2", steps: [5] }),
    /policy/,
    /--steps/,
  ],
];

for (const [name, act, message, fix] of refusals) {
  Deno.test(`refused: ${name}`, () => {
    assert.throws(act, (error) => {
      assert.ok(error instanceof Refusal);
      assert.match(error.message, message);
      if (fix !== undefined) assert.match(error.fix ?? "", fix);
      return true;
    });
  });
}

Deno.test("set takes the step that has the weight, and else makes one at its place", () => {
  assert.deepEqual(setWeight(shop({}), 50).changes, [{ kind: "set", path: ["canary", "step"], value: 1 }]);
  const made = after(shop({}), setWeight(shop({}), 30));
  assert.deepEqual([made.canary?.steps, made.canary?.step], [[10, 30, 50, 100], 1]);
  const first = after(shop({ step: 1 }), setWeight(shop({ step: 1 }), 0));
  assert.deepEqual([first.canary?.steps, first.canary?.step], [[0, 10, 50, 100], 0]);
});

Deno.test("abort --remove takes the requests first, and the canary only when it has none", () => {
  const first = after(shop({}), abort(shop({}), { remove: true }));
  assert.deepEqual([weight(first), first.canary?.paused], [0, true]);
  assert.deepEqual(after(first, abort(first, { remove: true })), shop());
});

Deno.test("pause and resume change the pause alone", () => {
  const paused = after(shop({}), pause(shop({})));
  assert.deepEqual(paused, shop({ paused: true }));
  assert.deepEqual(after(paused, resume(paused)), shop({ paused: false }));
});

Deno.test("promotion takes three commits, and stable's image never changes while it is asked", () => {
  let service = shop({ step: 1 });
  const seen: [number | undefined, string, boolean][] = [];
  for (let commit = 0; commit < 3; commit++) {
    service = after(service, promote(service));
    seen.push([weight(service), service.image, service.canary !== undefined]);
  }
  assert.deepEqual(seen, [
    [100, "registry.example/shop:1.0", true],
    [100, image, true],
    [undefined, image, false],
  ]);
});

Deno.test("what promotion makes of stable is what the canary was: environment, configuration and resources too", () => {
  const before = shop({
    step: 2,
    env: { A: { field: "metadata.name" } } as never,
    config: { MODE: "new" },
    resources: { limits: { memory: "512Mi" } },
  }, { config: { MODE: "old", KEEP: "1" }, resources: { requests: { cpu: "100m" } } });
  const canary = versionDefinitions(before)[1]!;
  const made = after(before, promote(before));
  assert.ok(isStable(made));
  const stable = versionDefinitions(made)[0]!;
  assert.deepEqual([stable.image, stable.env, stable.config, stable.resources], [
    canary.image,
    canary.env,
    canary.config,
    canary.resources,
  ]);
});

Deno.test("resources of a stable that says nothing become the canary's whole resources", () => {
  const before = shop({ step: 2, resources: { limits: { memory: "512Mi" } } });
  const canary = versionDefinitions(before)[1]!;
  const made = after(before, promote(before));
  assert.deepEqual(versionDefinitions(made)[0]!.resources, canary.resources);
});

Deno.test("start takes another service's policy over, without what is its own", () => {
  const like = {
    image: "registry.example/cart:9",
    steps: [5, 100],
    step: 1,
    paused: true,
    config: { A: "b" },
  };
  const made = after(shop(), start(shop(), { image, like }));
  assert.deepEqual(made.canary, { image, steps: [5, 100], step: 0 });
});

Deno.test("an aborted canary can be started anew with another image, beginning without requests", () => {
  const aborted = after(shop({ step: 1 }), abort(shop({ step: 1 })));
  const made = after(aborted, start(aborted, { image: "registry.example/shop:1.2" }));
  assert.deepEqual(made.canary, {
    image: "registry.example/shop:1.2",
    steps: [0, 10, 50, 100],
    step: 0,
    paused: false,
  });
});

Deno.test("a commit's message has a subject, reasons, clusters and what follows, in lines of 72 characters", () => {
  const message = commitMessage({
    service: "shop",
    summary: "canary 10 % → 25 %",
    reasons: [
      `success rate: canary 2 of 2,000 (0.1 %), stable 18 of 18,000 (0.1 %) failed: 31 to 1 that it isn't more`,
    ],
    effects: [{ cluster: "lab", text: "canary 10 % → 25 %", changed: true }],
    next: "step 2 of 4",
  });
  assert.equal(
    message,
    `shop: canary 10 % → 25 %

- success rate: canary 2 of 2,000 (0.1 %), stable 18 of 18,000 (0.1 %)
  failed: 31 to 1 that it isn't more

- lab: canary 10 % → 25 %

Next: step 2 of 4.
`,
  );
});
