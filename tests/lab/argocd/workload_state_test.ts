import assert from "node:assert/strict";
import { missingPods, podTrouble } from "../../../lab/argocd/workload_state.ts";

const metadata = { name: "x", namespace: "y" };

for (
  const [kind, spec, status, says] of [
    ["Deployment", { replicas: 2 }, { readyReplicas: 1 }, "1 of 2 ready"],
    ["Deployment", {}, {}, "0 of 1 ready"],
    ["Deployment", { replicas: 1 }, { readyReplicas: 1 }, undefined],
    ["Deployment", { replicas: 0 }, {}, undefined],
    ["StatefulSet", { replicas: 1 }, undefined, "0 of 1 ready"],
    ["DaemonSet", {}, { desiredNumberScheduled: 1, numberReady: 0 }, "0 of 1 ready"],
    ["DaemonSet", {}, { desiredNumberScheduled: 1, numberReady: 1 }, undefined],
    ["Deployment", {}, {
      conditions: [{ type: "ReplicaFailure", status: "True", message: "denied by webhook" }],
    }, "0 of 1 ready, denied by webhook"],
  ] as const
) {
  Deno.test(`a ${kind} with ${JSON.stringify(status)}: ${says}`, () => {
    assert.equal(missingPods({ apiVersion: "apps/v1", kind, metadata, spec, status }), says);
  });
}

for (
  const [status, says] of [
    [{ conditions: [{ type: "Ready", status: "True" }] }, undefined],
    [undefined, "not ready"],
    [{ conditions: [{ type: "PodScheduled", status: "False", message: "no node fits" }] }, "no node fits"],
    [{
      containerStatuses: [
        { name: "app", state: { waiting: { reason: "PodInitializing" } } },
        { name: "proxy", state: { waiting: { reason: "ErrImagePull", message: "no program" } } },
      ],
    }, "container proxy: ErrImagePull, no program"],
    [
      { initContainerStatuses: [{ name: "init", state: { terminated: { exitCode: 3 } } }] },
      "container init: ended with exit code 3",
    ],
    [{
      initContainerStatuses: [{ name: "init", state: { terminated: { exitCode: 0 } } }],
      conditions: [{ type: "Ready", status: "False", message: "containers with unready status: [app]" }],
    }, "containers with unready status: [app]"],
  ] as const
) {
  Deno.test(`a pod with ${JSON.stringify(status)}: ${says}`, () => {
    assert.equal(podTrouble({ apiVersion: "v1", kind: "Pod", metadata, status }), says);
  });
}
