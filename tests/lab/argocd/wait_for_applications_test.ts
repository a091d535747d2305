import assert from "node:assert/strict";
import type { Application } from "../../../lab/argocd/application.ts";
import type { ApplicationRow } from "../../../lab/argocd/application_row.ts";
import type { ClusterApi } from "../../../lab/argocd/cluster_api.ts";
import type { KubernetesObject } from "../../../lib/kubernetes_object.ts";
import {
  timeOutMessage,
  unsettled,
  waitForApplications,
  withMissing,
} from "../../../lab/argocd/wait_for_applications.ts";

const REPOSITORY = "http://git.example/platform.git";
const OLD = "1".repeat(40);
const NEW = "2".repeat(40);

function expected(name: string, repoURL = REPOSITORY): Application {
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Application",
    metadata: { name, namespace: "argocd" },
    spec: { source: { repoURL } },
  };
}

function row(name: string, more: Partial<ApplicationRow> = {}): ApplicationRow {
  return {
    name,
    sync: "Synced",
    health: "Healthy",
    revision: NEW,
    message: "",
    blocking: "",
    wave: 0,
    ...more,
  };
}

Deno.test("an Application of the tree that is not in the cluster is waited for", async () => {
  const rows = withMissing([row("a")], [expected("a"), expected("b")]);
  assert.deepEqual(rows.map(({ name, sync }) => `${name} ${sync}`), ["a Synced", "b Missing"]);
  const left = await unsettled(rows, { expected: [expected("a"), expected("b")], limits: [] });
  assert.deepEqual(left.map(({ name }) => name), ["b"]);
});

Deno.test("an Application of Git has to have seen the commit, one of charts not", async () => {
  const all = [expected("a"), expected("charts", "https://charts.example")];
  const rows = [row("a", { revision: OLD }), row("charts", { revision: "1.31.0" })];
  const commit = { repoURL: REPOSITORY, id: NEW, changedSince: () => Promise.resolve(["x.yaml"]) };
  const left = await unsettled(rows, { expected: all, limits: [], commit });
  assert.deepEqual(left.map(({ name }) => name), ["a"]);
  assert.deepEqual(await unsettled(rows, { expected: all, limits: [] }), []);
});

Deno.test("an Application whose files a commit leaves alone stays at an older one", async () => {
  const annotations = { "argocd.argoproj.io/manifest-generate-paths": "/clusters/lab/ml" };
  const application = expected("ml");
  const all = [{ ...application, metadata: { ...application.metadata, annotations } }];
  const rows = [row("ml", { revision: OLD })];
  const left = async (files: readonly string[]) => {
    const changedSince = (from: string) => Promise.resolve(from === OLD ? files : []);
    return (await unsettled(rows, {
      expected: all,
      limits: [],
      commit: { repoURL: REPOSITORY, id: NEW, changedSince },
    }))
      .length;
  };
  assert.equal(await left(["clusters/lab/backend/a.yaml", "clusters/lab/ml.yaml"]), 0);
  assert.equal(await left(["clusters/lab/ml/a.yaml"]), 1);
});

Deno.test("an Application that was never compared has not seen the commit", async () => {
  const commit = { repoURL: REPOSITORY, id: NEW, changedSince: () => Promise.resolve([]) };
  const rows = [row("a", { revision: "" })];
  assert.equal((await unsettled(rows, { expected: [expected("a")], limits: [], commit })).length, 1);
});

Deno.test("a known limit is not waited for", async () => {
  const rows = [row("a", { health: "Degraded" }), row("b", { health: "Degraded" })];
  const limits = [{ application: "a", reason: "there is no container engine" }];
  const left = await unsettled(rows, { expected: [expected("a"), expected("b")], limits });
  assert.deepEqual(left.map(({ name }) => name), ["b"]);
});

interface Case {
  readonly name: string;
  readonly left: readonly ApplicationRow[];
  readonly says: string;
}

const CASES: readonly Case[] = [
  {
    name: "the cause is what others wait for, not the root that waits for it",
    left: [
      row("root", {
        wave: -10,
        sync: "OutOfSync",
        message: "waiting for healthy state of argoproj.io/Application/istiod",
      }),
      row("istiod", {
        wave: -4,
        health: "Progressing",
        blocking: "Deployment istio-system/istiod: 0 of 1 ready",
      }),
      row("backend", { sync: "Missing", health: "Missing" }),
    ],
    says: '"istiod" is Synced and Progressing: Deployment istio-system/istiod: 0 of 1 ready',
  },
  {
    name: "of several causes it is that of the lowest wave",
    left: [
      row("mesh", { wave: -2, sync: "OutOfSync", message: "denied" }),
      row("namespaces", { wave: -6, sync: "Unknown", message: "ComparisonError: refused" }),
    ],
    says: '"namespaces" is Unknown and Healthy: ComparisonError: refused',
  },
  {
    name: "a root that can't be compared is the cause itself",
    left: [
      row("root", {
        wave: -10,
        sync: "Unknown",
        health: "Unknown",
        message: "ComparisonError: no such host",
      }),
      row("istiod", { sync: "Missing", health: "Missing", wave: -4 }),
    ],
    says: '"root" is Unknown and Unknown: ComparisonError: no such host',
  },
  {
    name: "a root that waits for what is settled is the cause, before those that are missing",
    left: [
      row("root", {
        wave: -10,
        sync: "OutOfSync",
        message: "waiting for healthy state of argoproj.io/Application/x",
      }),
      row("backend", { sync: "Missing", health: "Missing", wave: 0 }),
    ],
    says: '"root" is OutOfSync and Healthy: waiting for healthy state of argoproj.io/Application/x',
  },
  {
    name: "without words, the states are the cause",
    left: [row("a", { revision: OLD })],
    says: '"a" is Synced and Healthy: Synced, Healthy',
  },
];

for (const { name, left, says } of CASES) {
  Deno.test(name, () => {
    const [first, heading] = timeOutMessage(left, [], 90).split("\n");
    assert.equal(first, `Cannot bring all Applications to rest within 90 s: ${says}`);
    assert.match(heading ?? "", /^application +sync +health/);
  });
}

Deno.test("what was not waited for is said", () => {
  const text = timeOutMessage(
    [row("a", { health: "Degraded" })],
    [{ application: "b", reason: "no kernel" }],
    1,
  );
  assert.equal(text.split("\n").at(-1), "not waited for: b: no kernel");
});

/** An API server that answers each list of Applications with the next of these; the last one stays. */
function playedApi(answers: readonly (readonly Application["status"][])[]): ClusterApi {
  let turn = 0;
  const refuse = () => Promise.reject(new Error("not asked for"));
  return {
    apply: refuse,
    merge: refuse,
    remove: refuse,
    read: () => Promise.resolve(undefined),
    list: () => {
      const statuses = answers[Math.min(turn++, answers.length - 1)] ?? [];
      const objects = statuses.map((status, index) => ({ ...expected(`app-${index}`), status }));
      return Promise.resolve(objects as unknown as readonly KubernetesObject[]);
    },
    [Symbol.dispose]: () => {},
  };
}

const HEALTHY = { sync: { status: "Synced" }, health: { status: "Healthy" } };

Deno.test("waiting ends when all are at rest, and tells every change on the way", async () => {
  const api = playedApi([[], [{ sync: { status: "OutOfSync" } }], [{ sync: { status: "OutOfSync" } }], [
    HEALTHY,
  ]]);
  const told: string[] = [];
  const rows = await waitForApplications({
    api,
    expected: [expected("app-0")],
    limits: [],
    timeout: 60,
    onChange: (now) => told.push(now.map(({ sync }) => sync).join()),
  });
  assert.deepEqual(told, ["Missing", "OutOfSync", "Synced"]);
  assert.equal(rows.length, 1);
});

Deno.test("waiting is given up after the time-out", async () => {
  const stuck = { sync: { status: "Synced" }, health: { status: "Degraded" } };
  const request = { api: playedApi([[stuck]]), expected: [expected("app-0")], limits: [], timeout: 0 };
  await assert.rejects(waitForApplications(request), /within 0 s: "app-0" is Synced and Degraded/);
});
