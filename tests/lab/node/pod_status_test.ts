import assert from "node:assert/strict";
import type { V1PodSpec, V1PodStatus } from "@kubernetes/client-node";
import { type ContainerState, neverRun } from "../../../lab/node/container_state.ts";
import { podStatus } from "../../../lab/node/pod_status.ts";
import { containerOf, podOf } from "./pod.ts";

const NOW = Date.UTC(2026, 0, 1);
const ADDRESSES = { pod: "10.244.1.1", host: "10.244.0.1" };

function running(name: string, ready = true, started = true): ContainerState {
  return { name, runs: 1, current: { kind: "running", id: `u/${name}/0`, started: NOW }, started, ready };
}

function ended(name: string, exitCode: number, owed = 0): ContainerState {
  const times = { started: NOW - 5000, finished: NOW - 1000, owed };
  const current = { kind: "terminated", id: `u/${name}/0`, exitCode, reason: "Error", ...times } as const;
  return { name, runs: 1, current, started: false, ready: false };
}

function status(
  spec: Partial<V1PodSpec>,
  states: readonly ContainerState[],
  before?: V1PodStatus,
): V1PodStatus {
  const pod = { ...podOf(spec), ...(before === undefined ? {} : { status: before }) };
  const byName = new Map(states.map((state) => [state.name, state]));
  return podStatus(pod, { states: byName, addresses: ADDRESSES, now: NOW, startTime: NOW - 9000 });
}

function conditions({ conditions }: V1PodStatus): Record<string, string> {
  return Object.fromEntries((conditions ?? []).map(({ type, status }) => [type, status]));
}

const INIT = { initContainers: [containerOf({ name: "init" })] };
const SIDECAR = { initContainers: [containerOf({ name: "mesh", restartPolicy: "Always" })] };

for (
  const [name, spec, states, phase, initialized, ready] of [
    ["nothing has run", INIT, [], "Pending", "False", "False"],
    ["its init container runs", INIT, [running("init")], "Pending", "False", "False"],
    ["its init container is done", INIT, [ended("init", 0)], "Pending", "True", "False"],
    ["everything runs", INIT, [ended("init", 0), running("app")], "Running", "True", "True"],
    ["a probe fails", {}, [running("app", false)], "Running", "True", "False"],
    ["its sidecar has not started", SIDECAR, [running("mesh", false, false)], "Pending", "False", "False"],
    [
      "its sidecar is not ready",
      SIDECAR,
      [running("mesh", false), running("app")],
      "Running",
      "True",
      "False",
    ],
    ["its container crashed", {}, [ended("app", 1)], "Running", "True", "False"],
    ["its job is done", { restartPolicy: "Never" }, [ended("app", 0)], "Succeeded", "True", "False"],
    ["its job failed", { restartPolicy: "Never" }, [ended("app", 3)], "Failed", "True", "False"],
    [
      "its job is done but the sidecar runs on",
      { ...SIDECAR, restartPolicy: "Never" },
      [running("mesh"), ended("app", 0)],
      "Running",
      "True",
      "False",
    ],
    [
      "its job is done and the sidecar was killed for it",
      { ...SIDECAR, restartPolicy: "Never" },
      [ended("mesh", 143), ended("app", 0)],
      "Succeeded",
      "True",
      "False",
    ],
  ] as const
) {
  Deno.test(`a pod is ${phase} and ${ready === "True" ? "ready" : "not ready"} when ${name}`, () => {
    const found = status(spec as Partial<V1PodSpec>, states as readonly ContainerState[]);
    const { Initialized, Ready } = conditions(found);
    assert.deepEqual([found.phase, Initialized, Ready], [phase, initialized, ready]);
  });
}

Deno.test("a container that waits for its back-off says how long and why", () => {
  const [container] = status({}, [ended("app", 3, 20)]).containerStatuses ?? [];
  assert.equal(container?.state?.waiting?.reason, "CrashLoopBackOff");
  assert.match(container?.state?.waiting?.message ?? "", /back-off 20s .* exit code 3/);
  assert.equal(container?.lastState?.terminated?.exitCode, 3);
});

Deno.test("what hinders a container is said in its waiting state", () => {
  const current = { kind: "waiting", reason: "ErrImagePull", message: "there is no program" } as const;
  const [container] = status({}, [{ ...neverRun("app"), current }]).containerStatuses ?? [];
  assert.deepEqual(container?.state, { waiting: { reason: "ErrImagePull", message: "there is no program" } });
});

Deno.test("a container that was killed shows the signal", () => {
  const [container] = status({ restartPolicy: "Never" }, [ended("app", 137)]).containerStatuses ?? [];
  assert.equal(container?.state?.terminated?.signal, 9);
});

Deno.test("a condition keeps its time while it stays as it is, and others' conditions stay", () => {
  const long = new Date(0);
  const found = status({}, [running("app")], {
    conditions: [
      { type: "Ready", status: "True", lastTransitionTime: long },
      { type: "ContainersReady", status: "False", lastTransitionTime: long },
      { type: "example.com/own", status: "True", lastTransitionTime: long },
    ],
  });
  const times = new Map(
    (found.conditions ?? []).map(({ type, lastTransitionTime }) => [type, lastTransitionTime]),
  );
  assert.deepEqual(times.get("Ready"), long);
  assert.deepEqual(times.get("ContainersReady"), new Date(NOW));
  assert.deepEqual(times.get("example.com/own"), long);
});

Deno.test("a closed readiness gate keeps a pod from being ready, not its containers", () => {
  const gates = { readinessGates: [{ conditionType: "example.com/open" }] };
  const { Ready, ContainersReady } = conditions(status(gates, [running("app")]));
  assert.deepEqual([Ready, ContainersReady], ["False", "True"]);
});
