import assert from "node:assert/strict";
import type { Evidence, Requests } from "../../../lib/canary/analysis/mod.ts";
import { type Action, type ArgoState, type DriverState, nextAction } from "../../../lib/canary/driver/mod.ts";
import { canaryModel } from "../../../lib/model/canary_model.ts";
import type { Service } from "../../../lib/canary/actions/mod.ts";

const stable = "registry.example/shop:1.0";
const image = "registry.example/shop:1.1";
const analysis = { metrics: [{ kind: "success-rate", minimum: 99 }] } as const;
type Canary = NonNullable<Service["canary"]>;

const service = (canary?: Partial<Canary>, changes: Partial<Service> = {}): Service => ({
  name: "shop",
  image: stable,
  ...(canary && { canary: { image, steps: [10, 50, 100], step: 0, analysis, ...canary } }),
  ...changes,
});

const running: ArgoState = {
  synced: true,
  health: "Healthy",
  canaryHealth: "Healthy",
  startedAt: 1000,
  deployedAt: 1030,
};

function state(of: Service, argo: Partial<ArgoState> | undefined = {}, now = 2000): DriverState {
  return {
    now,
    git: { head: "c0ffee", service: of, canary: canaryModel(of), changedAt: 990 },
    argo: argo && { ...running, ...argo },
  };
}

function requests(total: number, failed: number): Requests {
  return { total, failed, latency: { bounds: [Infinity], cumulative: [total] } };
}

const evidence = (canary: Requests, stable: Requests): Evidence => ({
  samples: [{ at: 1090, canary, stable, custom: {} }],
  usual: requests(36_000, 36),
});
const good = evidence(requests(3000, 3), requests(27_000, 27));
const bad = evidence(requests(600, 60), requests(5400, 5));
const open = evidence(requests(200, 0), requests(1800, 2));
const silent: Evidence = {
  samples: [{ at: 1090, canary: undefined, stable: undefined, custom: {} }],
  usual: undefined,
};

interface Row {
  readonly name: string;
  readonly state: DriverState;
  readonly evidence?: Evidence;
  readonly action: Action["kind"] | `commit ${string}`;
  readonly why?: RegExp;
}

const rows: readonly Row[] = [
  { name: "there is no canary", state: state(service()), action: "done" },
  {
    name: "Kubernetes doesn't answer",
    state: { ...state(service({})), argo: undefined },
    action: "wait",
    why: /no answer/,
  },
  {
    name: "Argo CD hasn't seen the commit",
    state: state(service({}), { deployedAt: undefined, startedAt: undefined, synced: false }),
    action: "wait",
    why: /hasn't begun/,
  },
  {
    name: "Argo CD hasn't seen the commit for days: not the canary's fault",
    state: state(service({}), { deployedAt: undefined, startedAt: undefined, synced: false }, 900_000),
    action: "wait",
  },
  {
    name: "it is being rolled out",
    state: state(
      service({}),
      { deployedAt: undefined, health: "Progressing", canaryHealth: "Progressing" },
      1500,
    ),
    action: "wait",
    why: /rolling out/,
  },
  {
    name: "the canary isn't ready by its deadline",
    state: state(
      service({}),
      { deployedAt: undefined, health: "Progressing", canaryHealth: "Progressing" },
      1601,
    ),
    action: "commit abort",
    why: /isn't ready after 10 min, its deadline is 10 min/,
  },
  {
    name: "the rollout takes long, but the canary is ready",
    state: state(service({}), { deployedAt: undefined, health: "Progressing" }, 1601),
    action: "wait",
  },
  {
    name: "the canary is Degraded",
    state: state(service({}), { health: "Degraded", canaryHealth: "Degraded" }),
    action: "commit abort",
    why: /Degraded/,
  },
  {
    name: "an aborted canary is Degraded",
    state: state(service({ steps: [0, 10, 100], paused: true }), { canaryHealth: "Degraded" }),
    action: "hold",
  },
  {
    name: "it is Degraded, and stable has its image: there is no way back",
    state: state(service({ step: 2 }, { image }), { health: "Degraded", canaryHealth: "Degraded" }),
    action: "hold",
    why: /no way back/,
  },
  {
    name: "it is bad, and Argo CD doesn't say which Deployment is Degraded",
    state: state(service({}), { health: "Degraded", canaryHealth: undefined }),
    evidence: bad,
    action: "commit abort",
    why: /60 of 600/,
  },
  {
    name: "it is good, but something is Degraded",
    state: state(service({}), { health: "Degraded", canaryHealth: undefined }),
    evidence: good,
    action: "wait",
    why: /is Degraded/,
  },
  {
    name: "long after it was rolled out a pod starts anew: it isn't late",
    state: state(service({}), { health: "Progressing", canaryHealth: undefined }, 90_000),
    evidence: open,
    action: "wait",
    why: /is Progressing/,
  },
  {
    name: "long after it was rolled out the canary's own pod starts anew: it isn't late",
    state: state(service({}), { health: "Progressing", canaryHealth: "Progressing" }, 90_000),
    evidence: open,
    action: "wait",
    why: /is Progressing/,
  },
  {
    name: "stable doesn't become ready with the canary's image: the canary serves",
    state: state(service({ step: 2 }, { image }), {
      ...{ deployedAt: undefined, health: "Progressing", canaryHealth: undefined },
    }, 9000),
    action: "hold",
    why: /stable isn't ready after 133 min/,
  },
  {
    name: "the Application isn't Synced",
    state: state(service({}), { synced: false }),
    evidence: good,
    action: "wait",
    why: /Synced/,
  },
  { name: "it runs: Prometheus is asked", state: state(service({})), action: "measure" },
  {
    name: "it is good",
    state: state(service({})),
    evidence: good,
    action: "commit advance",
    why: /3 of 3,000/,
  },
  { name: "it is bad", state: state(service({})), evidence: bad, action: "commit abort", why: /60 of 600/ },
  { name: "nothing is shown yet", state: state(service({})), evidence: open, action: "hold" },
  {
    name: "Prometheus doesn't answer",
    state: state(service({})),
    evidence: silent,
    action: "hold",
    why: /no answer/,
  },
  {
    name: "it is good, but the step's pause isn't over",
    state: state(service({ steps: [{ weight: 10, pause: "20m" }, 100] })),
    evidence: good,
    action: "wait",
    why: /230 s more/,
  },
  {
    name: "it is good, and the step's pause is over",
    state: state(service({ steps: [{ weight: 10, pause: "10m" }, 100] })),
    evidence: good,
    action: "commit advance",
  },
  {
    name: "it is good, but a person must say so",
    state: state(service({ steps: [{ weight: 10, manual: true }, 100] })),
    evidence: good,
    action: "hold",
    why: /a person/,
  },
  {
    name: "it is good, but paused",
    state: state(service({ paused: true })),
    evidence: good,
    action: "hold",
    why: /paused/,
  },
  {
    name: "it is bad, and paused",
    state: state(service({ paused: true })),
    evidence: bad,
    action: "commit abort",
  },
  {
    name: "there is no analysis",
    state: state(service({ analysis: undefined as never })),
    action: "hold",
    why: /no analysis/,
  },
  {
    name: "it has no requests yet, and its pods are ready",
    state: state(service({ steps: [0, 50, 100] })),
    action: "commit advance",
  },
  {
    name: "it is good at 100 %",
    state: state(service({ step: 2 })),
    evidence: good,
    action: "commit promote",
  },
  {
    name: "it is good at the last step, which is below 100 %",
    state: state(service({ steps: [10, 50], step: 1 })),
    evidence: good,
    action: "commit promote",
  },
  {
    name: "stable has its image: the last commit of the promotion",
    state: state(service({ step: 2 }, { image })),
    action: "commit promote",
    why: /stable has the canary's image/,
  },
  {
    name: "stable has its image, and isn't ready",
    state: state(service({ step: 2 }, { image }), { health: "Progressing" }),
    action: "wait",
  },
  {
    name: "stable has its image, but a person paused it",
    state: state(service({ step: 2, paused: true }, { image })),
    action: "hold",
  },
];

for (const { name, state, evidence, action, why } of rows) {
  Deno.test(`the next action where ${name}`, () => {
    const next = nextAction(state, evidence);
    assert.equal(next.kind === "commit" ? `commit ${next.move}` : next.kind, action, JSON.stringify(next));
    if (why !== undefined) assert.match(JSON.stringify(next), why);
  });
}
