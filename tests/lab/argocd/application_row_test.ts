import assert from "node:assert/strict";
import type { Application } from "../../../lab/argocd/application.ts";
import { applicationRow, isSettled, missingRow } from "../../../lab/argocd/application_row.ts";

type Status = NonNullable<Application["status"]>;

function application(status?: Status, wave?: string): Application {
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Application",
    metadata: {
      name: "istiod",
      namespace: "argocd",
      ...(wave === undefined ? {} : { annotations: { "argocd.argoproj.io/sync-wave": wave } }),
    },
    spec: {},
    ...(status === undefined ? {} : { status }),
  };
}

const RESOURCE = { kind: "Deployment", namespace: "istio-system", name: "istiod" };
const SETTLED = { sync: { status: "Synced", revision: "1.31.0" }, health: { status: "Healthy" } };

Deno.test("an Application that is synced and healthy says nothing more", () => {
  const row = applicationRow(application({
    ...SETTLED,
    operationState: { phase: "Succeeded", message: "successfully synced" },
    resources: [{ ...RESOURCE, status: "OutOfSync" }],
  }, "-4"));
  assert.deepEqual(row, {
    name: "istiod",
    sync: "Synced",
    health: "Healthy",
    revision: "1.31.0",
    message: "",
    blocking: "",
    wave: -4,
  });
  assert.ok(isSettled(row));
});

Deno.test("an Application that was never compared is unknown", () => {
  const { sync, health, revision, wave } = applicationRow(application());
  assert.deepEqual({ sync, health, revision, wave }, {
    sync: "Unknown",
    health: "Unknown",
    revision: "",
    wave: 0,
  });
});

Deno.test("an Application that is not there is missing", () => {
  const row = missingRow(application(undefined, "3"));
  assert.deepEqual([row.sync, row.health, row.wave], ["Missing", "Missing", 3]);
  assert.ok(!isSettled(row));
});

interface Case {
  readonly name: string;
  readonly status: Status;
  readonly message?: string;
  readonly blocking?: string;
}

const CASES: readonly Case[] = [
  {
    name: "an error of the comparison is the message",
    status: {
      sync: { status: "Unknown" },
      conditions: [
        { type: "OrphanedResourceWarning", message: "one orphan" },
        { type: "ComparisonError", message: "failed to list refs:\n  connection refused" },
      ],
    },
    message: "ComparisonError: failed to list refs: connection refused",
  },
  {
    name: "an error is told of an Application that counts as settled, too",
    status: { ...SETTLED, conditions: [{ type: "SyncError", message: "tried 5 times" }] },
    message: "SyncError: tried 5 times",
  },
  {
    name: "a failed sync names the resource that was refused",
    status: {
      sync: { status: "OutOfSync" },
      resources: [{ ...RESOURCE, status: "OutOfSync" }],
      operationState: {
        phase: "Failed",
        message: "one or more objects failed to apply",
        syncResult: {
          resources: [
            { kind: "ConfigMap", name: "fine", status: "Synced" },
            {
              kind: "Service",
              namespace: "ml",
              name: "bad",
              status: "SyncFailed",
              message: "denied by webhook",
            },
          ],
        },
      },
    },
    message: "one or more objects failed to apply",
    blocking: "Service ml/bad: denied by webhook",
  },
  {
    name: "an ailing resource goes before one that differs",
    status: {
      sync: { status: "OutOfSync" },
      health: { status: "Degraded" },
      resources: [
        { kind: "Namespace", name: "ml", status: "OutOfSync" },
        { ...RESOURCE, status: "Synced", health: { status: "Degraded", message: "exceeded its deadline" } },
      ],
    },
    blocking: "Deployment istio-system/istiod: exceeded its deadline",
  },
  {
    name: "a resource of no namespace that differs is named",
    status: {
      sync: { status: "OutOfSync" },
      health: { status: "Healthy" },
      resources: [{ kind: "Namespace", name: "ml", status: "OutOfSync" }],
    },
    blocking: "Namespace ml: differs from Git",
  },
  {
    name: "a sync that goes on says what it waits for",
    status: {
      sync: { status: "Synced" },
      health: { status: "Progressing" },
      operationState: { phase: "Running", message: "waiting for healthy state of Application/istiod" },
    },
    message: "waiting for healthy state of Application/istiod",
  },
];

for (const { name, status, message = "", blocking = "" } of CASES) {
  Deno.test(name, () => {
    const row = applicationRow(application(status));
    assert.deepEqual({ message: row.message, blocking: row.blocking }, { message, blocking });
  });
}
