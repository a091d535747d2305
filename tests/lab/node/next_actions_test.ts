import assert from "node:assert/strict";
import type { V1PodSpec } from "@kubernetes/client-node";
import { type ContainerState, neverRun } from "../../../lab/node/container_state.ts";
import { nextActions } from "../../../lab/node/next_actions.ts";
import { containerOf, podOf } from "./pod.ts";

const NOW = 1_000_000;

/** `.` never run, `r` runs, `R` runs and has started, `0` ended well, `1` ended badly, `b` ended badly and has to wait. */
type Sign = "." | "r" | "R" | "0" | "1" | "b";

function stateOf(name: string, sign: Sign): ContainerState {
  if (sign === ".") return neverRun(name);
  const base = { name, runs: 1, started: sign === "R", ready: sign === "R" };
  if (sign === "r" || sign === "R") return { ...base, current: { kind: "running", id: "x", started: 0 } };
  const owed = sign === "b" ? 10 : 0;
  const [exitCode, finished] = [sign === "0" ? 0 : 1, NOW - 1000];
  return {
    ...base,
    current: { kind: "terminated", id: "x", exitCode, reason: "", started: NOW - 2000, finished, owed },
  };
}

const POD = podOf({
  initContainers: [
    containerOf({ name: "first" }),
    containerOf({ name: "mesh", restartPolicy: "Always" }),
    containerOf({ name: "logs", restartPolicy: "Always" }),
    containerOf({ name: "last" }),
  ],
  containers: [containerOf({ name: "app" }), containerOf({ name: "web" })],
});

function decide(signs: string, restartPolicy: V1PodSpec["restartPolicy"] = "Always"): string {
  const names = ["first", "mesh", "logs", "last", "app", "web"];
  const states = new Map(names.map((name, at) => [name, stateOf(name, signs[at] as Sign)]));
  const pod = { ...POD, spec: { ...POD.spec, ...(restartPolicy === undefined ? {} : { restartPolicy }) } };
  const { start, stop, wakeAt, finished } = nextActions(pod, states, NOW);
  return [
    ...start.map(({ name }) => `+${name}`),
    ...stop.map(({ name }) => `-${name}`),
    ...(wakeAt === undefined ? [] : [`wait ${(wakeAt - NOW) / 1000}`]),
    ...(finished ? ["finished"] : []),
  ].join(" ");
}

for (
  const [name, signs, policy, expected] of [
    ["begins with the first init container", "......", "Always", "+first"],
    ["waits for an init container that runs", "r.....", "Always", ""],
    ["runs an init container again that failed", "1.....", "Always", "+first"],
    ["waits for the back-off of an init container", "b.....", "Always", "wait 9"],
    ["gives up if an init container fails and nothing is run again", "1.....", "Never", "finished"],
    ["starts a sidecar after it", "0.....", "Always", "+mesh"],
    ["waits until the sidecar has started", "0r....", "Always", ""],
    ["starts the next sidecar once it has", "0R....", "Always", "+logs"],
    ["starts the last init container once both have", "0RR...", "Always", "+last"],
    ["keeps a sidecar running while init containers run", "01Rr..", "Always", "+mesh"],
    ["starts all others together", "0RR0..", "Always", "+app +web"],
    ["has nothing to do when everything runs", "0RR0RR", "Always", ""],
    ["runs a container again that ended well", "0RR00R", "Always", "+app"],
    ["leaves a container that ended well", "0RR00R", "OnFailure", ""],
    ["runs a container again that failed", "0RR01R", "OnFailure", "+app"],
    ["leaves a container that failed", "0RR01R", "Never", ""],
    ["runs sidecars and others again independently", "01R0bR", "Always", "+mesh wait 9"],
    ["runs a sidecar again all the same", "01R0RR", "Never", "+mesh"],
    ["does not run init containers again once others ran", "1RR1RR", "Always", ""],
    ["stops the last sidecar when the others are done", "0RR001", "Never", "-logs"],
    ["stops the sidecar before it next", "0R0001", "Never", "-mesh"],
    ["does not run a sidecar again then", "000000", "Never", "finished"],
    ["is never done if all is run again", "0RR000", "Always", "+app +web"],
  ] as const
) {
  Deno.test(`a pod that restarts ${policy} ${name}`, () => assert.equal(decide(signs, policy), expected));
}
