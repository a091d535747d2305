import assert from "node:assert/strict";
import fc from "fast-check";
import {
  abort,
  advance,
  isStable,
  pause,
  resume,
  type Service,
  setWeight,
} from "../../../lib/canary/actions/mod.ts";
import { driveOnce } from "../../../lib/canary/driver/mod.ts";
import { canaryModel } from "../../../lib/model/canary_model.ts";
import { Killed, SimulatedWorld, type Truth } from "./simulated_world.ts";

const image = "registry.example/shop:1.1";
const service: Service = {
  name: "shop",
  image: "registry.example/shop:1.0",
  canary: {
    image,
    steps: [10, 25, 50, 100],
    step: 0,
    analysis: { metrics: [{ kind: "success-rate", minimum: 99 }] },
  },
};

const fine: Truth = { canaryFailureRate: 0.001, readyAfter: 30 };
const weight = (of: Service) => canaryModel(of)?.weight;

/** What holds for every commit of a driver, whatever happened before it. */
function checkHistory({ commits }: SimulatedWorld): void {
  for (const { id, parent, service, by, move, at, parentRanSince } of commits) {
    if (by === "person") continue;
    assert.equal(parent, id - 1);
    const before = commits[parent]!.service;
    const name = `commit ${id}, ${move}`;
    if (move === "abort") {
      assert.equal(weight(service), 0, name);
      continue;
    }
    assert.ok(!before.canary?.paused, `${name} while it was paused`);
    assert.ok(parentRanSince !== undefined, `${name} before its parent ran`);
    assert.ok(at - parentRanSince >= 60 || isStable(before), `${name} after ${at - parentRanSince} s`);
    if (move === "advance") assert.equal(service.canary!.step, before.canary!.step + 1, name);
    else if (service.canary === undefined) assert.equal(service.image, image, name);
    else assert.equal(weight(service), 100, name);
  }
}

/** Drives until nothing moves any more. */
async function driveAlone(world: SimulatedWorld, rounds = 300): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    world.pass(30);
    await driveOnce(world.doors(() => Promise.resolve()));
  }
}

const moves = (world: SimulatedWorld) => world.commits.slice(1).map(({ move }) => move);

Deno.test("a good canary takes every step and is promoted", async () => {
  const world = new SimulatedWorld(service, fine);
  await driveAlone(world);
  assert.deepEqual(moves(world), ["advance", "advance", "advance", "promote", "promote"]);
  assert.deepEqual([world.head.service.canary, world.head.service.image], [undefined, image]);
  checkHistory(world);
});

Deno.test("a canary with 5 points more errors is aborted at its first step", async () => {
  const world = new SimulatedWorld(service, { ...fine, canaryFailureRate: 0.051 });
  await driveAlone(world);
  assert.deepEqual(moves(world), ["abort"]);
  assert.equal(world.head.service.canary?.paused, true);
  checkHistory(world);
});

Deno.test("a canary that never becomes ready is aborted at its deadline", async () => {
  const world = new SimulatedWorld(service, { ...fine, readyAfter: Infinity });
  await driveAlone(world, 60);
  assert.deepEqual(moves(world), ["abort"]);
  assert.ok(world.head.at - world.commits[0]!.at <= 600 + 120);
});

Deno.test("while Prometheus or Kubernetes is away nothing moves, and afterwards it goes on", async () => {
  for (const away of ["prometheusAnswers", "clusterAnswers"] as const) {
    const world = new SimulatedWorld(service, fine);
    world[away] = false;
    await driveAlone(world, 50);
    assert.deepEqual(moves(world), []);
    world[away] = true;
    await driveAlone(world);
    assert.equal(world.head.service.image, image);
  }
});

type Event =
  | { readonly kind: "step"; readonly driver: 0 | 1 }
  | { readonly kind: "kill"; readonly driver: 0 | 1 }
  | { readonly kind: "pass"; readonly seconds: number }
  | { readonly kind: "hand"; readonly hand: 0 | 1 | 2 | 3 | 4 }
  | {
    readonly kind: "away";
    readonly what: "prometheusAnswers" | "clusterAnswers";
    readonly answers: boolean;
  };

const driver = fc.constantFrom<0 | 1>(0, 1);
const event: fc.Arbitrary<Event> = fc.oneof(
  { arbitrary: fc.record({ kind: fc.constant("step"), driver }), weight: 40 },
  { arbitrary: fc.record({ kind: fc.constant("kill"), driver }), weight: 1 },
  {
    arbitrary: fc.record({ kind: fc.constant("pass"), seconds: fc.integer({ min: 10, max: 120 }) }),
    weight: 20,
  },
  {
    arbitrary: fc.record({
      kind: fc.constant("hand"),
      hand: fc.constantFrom<0 | 1 | 2 | 3 | 4>(0, 1, 2, 3, 4),
    }),
    weight: 1,
  },
  {
    arbitrary: fc.record({
      kind: fc.constant("away"),
      what: fc.constantFrom<"prometheusAnswers" | "clusterAnswers">("prometheusAnswers", "clusterAnswers"),
      answers: fc.boolean(),
    }),
    weight: 1,
  },
);

const hands = [
  pause,
  resume,
  advance,
  (service: Service) => abort(service),
  (service: Service) => setWeight(service, 33),
] as const;

/** A driver that goes one doing further whenever it is told to, and may be killed before each. */
class SteppedDriver {
  #go: (() => void) | undefined;
  #killed = false;
  #round: Promise<void> | undefined;

  constructor(readonly world: SimulatedWorld) {}

  async step(): Promise<void> {
    if (this.#round === undefined) {
      this.#killed = false;
      const gate = () =>
        new Promise<void>((resolve, reject) => {
          this.#go = () => this.#killed ? reject(new Killed()) : resolve();
        });
      this.#round = driveOnce(this.world.doors(gate)).then(() => {}, (error) => {
        if (!(error instanceof Killed)) throw error;
      }).finally(() => this.#round = undefined);
    }
    const round = this.#round;
    const go = this.#go;
    this.#go = undefined;
    go?.();
    // Lets it come to its next doing, or to its end.
    for (let turn = 0; turn < 12; turn++) await Promise.resolve();
    if (this.#round === undefined) await round;
  }

  async kill(): Promise<void> {
    this.#killed = true;
    if (this.#round !== undefined) await this.step();
  }
}

async function play(world: SimulatedWorld, events: readonly Event[]): Promise<void> {
  const drivers = [new SteppedDriver(world), new SteppedDriver(world)] as const;
  for (const event of events) {
    if (event.kind === "pass") world.pass(event.seconds);
    else if (event.kind === "step") await drivers[event.driver].step();
    else if (event.kind === "kill") await drivers[event.driver].kill();
    else if (event.kind === "away") world[event.what] = event.answers;
    else if (event.kind === "hand") world.byHand(hands[event.hand]);
  }
  for (const driver of drivers) await driver.kill();
}

Deno.test("two drivers, killed at any moment, with outages and a person's commits between, keep to the rules", async () => {
  let [commits, late] = [0, 0];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(fine, { ...fine, canaryFailureRate: 0.06 }, { ...fine, readyAfter: Infinity }),
      fc.array(event, { minLength: 50, maxLength: 400 }),
      async (truth, events) => {
        const world = new SimulatedWorld(service, truth);
        await play(world, events);
        checkHistory(world);
        commits += world.commits.filter(({ by }) => by === "driver").length;
        late += world.commits.filter(({ by }) => by === "person").length - 1;
        if (truth !== fine) assert.ok((weight(world.head.service) ?? 0) <= 33 || late > 0);
      },
    ),
    { numRuns: 150 },
  );
  assert.ok(commits > 100, `only ${commits} commits by drivers`);
  assert.ok(late > 0);
});

Deno.test("whatever was interrupted, a driver that is left alone brings a good canary to its end", async () => {
  const calm = event.filter(({ kind }) => kind !== "hand");
  await fc.assert(
    fc.asyncProperty(fc.array(calm, { maxLength: 150 }), async (events) => {
      const world = new SimulatedWorld(service, fine);
      await play(world, events);
      world.prometheusAnswers = world.clusterAnswers = true;
      await driveAlone(world, 200);
      assert.deepEqual([world.head.service.canary, world.head.service.image], [undefined, image]);
      assert.deepEqual(moves(world), ["advance", "advance", "advance", "promote", "promote"]);
      checkHistory(world);
    }),
    { numRuns: 60 },
  );
});

Deno.test("of two drivers that decide the same, one is late and looks again", async () => {
  const world = new SimulatedWorld(service, fine);
  for (let round = 0; round < 20; round++) world.pass(30);
  const both = await Promise.all([0, 1].map(() => driveOnce(world.doors(() => Promise.resolve()))));
  assert.deepEqual(both.map(({ outcome }) => outcome).sort(), ["late", "pushed"]);
  assert.deepEqual(moves(world), ["advance"]);
});
