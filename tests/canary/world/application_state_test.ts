import assert from "node:assert/strict";
import {
  type Application,
  applicationState,
  revisionsOf,
} from "../../../lib/canary/world/application_state.ts";
import { rangeForm, seriesOf } from "../../../lib/canary/world/prometheus.ts";

const at = (seconds: number) => new Date(seconds * 1000).toISOString();
const changed = "new";
const read = (application: Application) =>
  applicationState(application, {
    service: "shop",
    changedAt: 1000,
    contains: (revision) => revision === changed || revision === "newer",
  });

const base = {
  sync: { status: "Synced", revision: changed },
  health: { status: "Healthy" },
  history: [{ revision: "old", deployedAt: at(500) }, { revision: changed, deployedAt: at(1060) }, {
    revision: "newer",
    deployedAt: at(3000),
  }],
  operationState: {
    phase: "Succeeded",
    startedAt: at(1040),
    finishedAt: at(1060),
    syncResult: { revision: changed },
  },
  resources: [
    { kind: "Deployment", name: "shop-stable", health: { status: "Healthy" } },
    { kind: "Deployment", name: "shop-canary", health: { status: "Degraded" } },
  ],
};

Deno.test("a change counts as rolled out from its first deployment on", () => {
  assert.deepEqual(read({ status: base }), {
    synced: true,
    health: "Healthy",
    canaryHealth: "Degraded",
    deployedAt: 1060,
    startedAt: 1040,
  });
});

const cases: readonly [
  name: string,
  status: Application["status"],
  expected: Partial<ReturnType<typeof read>>,
][] = [
  ["nothing is known", undefined, {
    synced: false,
    health: "Unknown",
    deployedAt: undefined,
    startedAt: undefined,
  }],
  ["it is synced to an older commit", {
    ...base,
    sync: { status: "Synced", revision: "old" },
    history: [base.history[0]!],
  }, {
    synced: false,
    deployedAt: undefined,
  }],
  ["the history is gone", { ...base, history: [] }, { synced: true, deployedAt: 1060 }],
  ["there was nothing to sync", { sync: base.sync, health: base.health }, {
    deployedAt: 1000,
    startedAt: undefined,
  }],
  ["clocks differ", { ...base, history: [{ revision: changed, deployedAt: at(900) }] }, { deployedAt: 1000 }],
  ["it is being synced", {
    sync: { status: "OutOfSync", revision: changed },
    health: { status: "Progressing" },
    history: [base.history[0]!],
    operationState: { phase: "Running", startedAt: at(1040), syncResult: { revision: changed } },
  }, {
    synced: false,
    deployedAt: undefined,
    startedAt: 1040,
    health: "Progressing",
    canaryHealth: undefined,
  }],
  ["an operation of an older commit runs", {
    ...base,
    history: [],
    sync: { status: "OutOfSync", revision: "old" },
    operationState: { ...base.operationState, syncResult: { revision: "old" } },
  }, { startedAt: undefined, deployedAt: undefined }],
  ["health is a word of the future", { ...base, health: { status: "Splendid" } }, { health: "Unknown" }],
];

for (const [name, status, expected] of cases) {
  Deno.test(`an Application is read where ${name}`, () => {
    const found = read(status === undefined ? {} : { status });
    assert.deepEqual({ ...found, ...expected }, found);
  });
}

Deno.test("every revision that an Application names is asked about once", () => {
  assert.deepEqual(revisionsOf({ status: base }), ["new", "old", "newer"]);
  assert.deepEqual(revisionsOf({}), []);
});

Deno.test("Prometheus is asked for a range", () => {
  assert.equal(
    rangeForm('up{a="b"}', { start: 1, end: 2, step: 60 }).toString(),
    "query=up%7Ba%3D%22b%22%7D&start=1&end=2&step=60",
  );
});

Deno.test("Prometheus's answer is a list of series, and an error is one", () => {
  const result = [{ metric: { le: "1" }, values: [[60, "5"], [120, "NaN"]] }];
  assert.deepEqual(seriesOf({ status: "success", data: { resultType: "matrix", result } }), [
    { labels: { le: "1" }, points: [[60, 5], [120, NaN]] },
  ]);
  assert.throws(() => seriesOf({ status: "error", error: "parse error" }), /parse error/);
  assert.throws(
    () => seriesOf({ status: "success", data: { resultType: "scalar", result: [] } }),
    /no matrix/,
  );
});
