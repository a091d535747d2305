import assert from "node:assert/strict";
import type { ApplicationRow } from "../../../lab/argocd/application_row.ts";
import { ignoredFields } from "../../../lab/verify/ignored_fields.ts";
import { missingFields } from "../../../lab/verify/missing_fields.ts";
import { judgeApplications, judgeObjects, judgeResources } from "../../../lab/verify/proofs/synced.ts";

const CASES = [
  {
    name: "defaults of the live object don't matter",
    wanted: { a: 1 },
    found: { a: 1, b: 2, status: {} },
    missing: [],
  },
  {
    name: "another value is found",
    wanted: { a: { b: 90 } },
    found: { a: { b: 9 } },
    missing: ["a.b: 90, 9"],
  },
  {
    name: "a field that is gone is found",
    wanted: { a: { b: "x" } },
    found: { a: {} },
    missing: ['a.b: "x", nothing'],
  },
  {
    name: "another element of a list is found",
    wanted: { a: [{ b: 1 }, { b: 2 }] },
    found: { a: [{ b: 1 }, { b: 3 }] },
    missing: ["a[1].b: 2, 3"],
  },
  {
    name: "a longer list is another list",
    wanted: { a: [1] },
    found: { a: [1, 2] },
    missing: ["a: [1], [1,2]"],
  },
  {
    name: "a swapped list is another list",
    wanted: { a: [1, 2] },
    found: { a: [2, 1] },
    missing: ["a[0]: 1, 2", "a[1]: 2, 1"],
  },
  {
    name: "quantities are the same however spelled",
    wanted: { cpu: "1000m", memory: "1Gi" },
    found: { cpu: "1", memory: "1024Mi" },
    missing: [],
  },
  {
    name: "quantities of other sizes differ",
    wanted: { cpu: "50m" },
    found: { cpu: "60m" },
    missing: ['cpu: "50m", "60m"'],
  },
  {
    name: "empty values are the same as none",
    wanted: { a: null, b: {}, c: [], d: "" },
    found: {},
    missing: [],
  },
  {
    name: "false and 0 are not empty",
    wanted: { a: false, b: 0 },
    found: {},
    missing: ["a: false, nothing", "b: 0, nothing"],
  },
  {
    name: "text of a Secret is kept as data",
    wanted: { stringData: { k: "v" } },
    found: { data: { k: "dg==" } },
    missing: [],
  },
  {
    name: "other text of a Secret is found",
    wanted: { stringData: { k: "v" } },
    found: { data: { k: "dw==" } },
    missing: ['data.k: "dg==", "dw=="'],
  },
  { name: "a status is never kept", wanted: { status: { a: 1 }, b: 1 }, found: { b: 1 }, missing: [] },
];

for (const { name, wanted, found, missing } of CASES) {
  Deno.test(name, () => {
    const fields = missingFields(wanted, found).map(({ path, wanted, found }) =>
      `${path}: ${wanted}, ${found}`
    );
    assert.deepEqual(fields, missing);
  });
}

const webhook = (bundle: string, name: string) => ({
  apiVersion: "admissionregistration.k8s.io/v1",
  kind: "MutatingWebhookConfiguration",
  metadata: { name: "istio" },
  webhooks: [{ name, clientConfig: { caBundle: bundle } }],
});

Deno.test("what an Application lets differ may differ, the rest may not", () => {
  const differences = [{
    group: "admissionregistration.k8s.io",
    kind: "MutatingWebhookConfiguration",
    jqPathExpressions: [".webhooks[]?.clientConfig.caBundle"],
  }];
  const wanted = webhook("a", "n");
  const paths = (found: unknown, object = wanted) =>
    missingFields(object, found, ignoredFields(differences, object)).map(({ path }) => path);
  assert.deepEqual(paths(webhook("b", "n")), []);
  assert.deepEqual(paths(webhook("b", "m")), ["webhooks[0].name"]);
  const other = { ...wanted, kind: "ValidatingWebhookConfiguration" };
  assert.deepEqual(paths(webhook("b", "n"), other), ["kind", "webhooks[0].clientConfig.caBundle"]);
});

const row = (name: string, sync: string, health: string, blocking = ""): ApplicationRow => ({
  name,
  sync,
  health,
  revision: "",
  message: "",
  blocking,
  wave: 0,
});

Deno.test("an Application that is not at rest is named with what it waits for", () => {
  const good = judgeApplications([row("a", "Synced", "Healthy")], "0123456789");
  assert.equal(good.passed, true);
  assert.equal(good.text, "1 of 1 Applications are Synced and Healthy, Git is at 0123456");
  const bad = judgeApplications([
    row("a", "Synced", "Healthy"),
    row("b", "OutOfSync", "Degraded", "Deployment b: 0 of 1"),
  ], "0123456789");
  assert.equal(bad.passed, false);
  assert.match(bad.text, /; b is OutOfSync, Degraded: Deployment b: 0 of 1$/);
  assert.equal(judgeApplications([], "0123456789").passed, false);
});

Deno.test("objects that differ are told, the first ones with their fields", () => {
  const object = { apiVersion: "v1", kind: "ConfigMap", metadata: { namespace: "n", name: "c" } };
  const missing = Array.from(
    { length: 7 },
    (_, index) => ({ path: `data.k${index}`, wanted: '"a"', found: '"b"' }),
  );
  assert.equal(judgeObjects("app", [{ object, missing: [] }]).passed, true);
  assert.equal(judgeObjects("app", []).passed, false);
  const bad = judgeObjects("app", [{ object, missing: [] }, { object, missing }]);
  assert.equal(bad.passed, false);
  assert.match(
    bad.text,
    /^app: 1 of 2 objects have every field of Git; ConfigMap n\/c data\.k0 is "b", in Git "a"; .*; and 2 more$/,
  );
});

Deno.test("a resource that Argo CD finds different is named", () => {
  const resource = (name: string, status?: string) => ({
    ...{ kind: "Service", namespace: "n", name },
    ...(status === undefined ? {} : { status }),
  });
  assert.equal(judgeResources([resource("a", "Synced"), resource("b")]).passed, true);
  const bad = judgeResources([resource("a", "Synced"), resource("b", "OutOfSync")]);
  assert.equal(bad.passed, false);
  assert.equal(bad.text, "Argo CD finds 1 of 2 resources as in Git; Service n/b is OutOfSync");
  assert.equal(judgeResources([]).passed, false);
});
