/**
 * The status of a pod, from the states of its containers.
 *
 * @module
 */

import type {
  V1Container,
  V1ContainerState,
  V1ContainerStatus,
  V1Pod,
  V1PodCondition,
  V1PodStatus,
} from "@kubernetes/client-node";
import {
  type ContainerState,
  isSidecar,
  neverRun,
  notBefore,
  runsAgain,
  type Terminated,
} from "./container_state.ts";
import type { PodAddresses } from "./field_value.ts";
import { type ContainerStates, isDone } from "./next_actions.ts";

/** What the status is made of besides the pod and the states of its containers. */
export interface StatusSources {
  readonly states: ContainerStates;
  /** `undefined` until the pod has its network. */
  readonly addresses: PodAddresses | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** When the agent took the pod on, milliseconds since the epoch. */
  readonly startTime: number;
  /** Why the pod as a whole has failed, though its containers may say otherwise. */
  readonly failure?: { readonly reason: string; readonly message: string };
}

/** The status of a pod; conditions that stay as they are keep the time of their last transition. */
export function podStatus(pod: V1Pod, sources: StatusSources): V1PodStatus {
  const { states, addresses, now, startTime, failure } = sources;
  const inits = pod.spec?.initContainers ?? [];
  const apps = pod.spec?.containers ?? [];
  const state = ({ name }: V1Container) => states.get(name) ?? neverRun(name);
  const phase = failure === undefined ? phaseOf(pod, states) : "Failed";
  const over = phase === "Succeeded" || phase === "Failed";
  const running = [...inits.filter(isSidecar), ...apps];
  const initialized = isInitialized(pod, states);

  const waiting = inits.filter((init) => !isInitReady(init, state(init))).map(({ name }) => name);
  const unready = running.filter((each) => !state(each).ready).map(({ name }) => name);
  const podCompleted = phase === "Succeeded" ? "PodCompleted" : phase === "Failed" ? "PodFailed" : undefined;
  const containersReady: Verdict = over && podCompleted !== undefined
    ? { holds: false, reason: podCompleted }
    : unready.length > 0
    ? {
      holds: false,
      reason: "ContainersNotReady",
      message: `containers with unready status: [${unready.join(" ")}]`,
    }
    : { holds: true };
  const verdicts: Readonly<Record<string, Verdict>> = {
    PodReadyToStartContainers: { holds: addresses !== undefined && !over },
    Initialized: initialized || phase === "Succeeded"
      ? { holds: true, ...(phase === "Succeeded" ? { reason: "PodCompleted" } : {}) }
      : {
        holds: false,
        reason: "ContainersNotInitialized",
        message: `containers with incomplete status: [${waiting.join(" ")}]`,
      },
    Ready: withGates(pod, containersReady),
    ContainersReady: containersReady,
    PodScheduled: { holds: true },
  };
  const own = Object.entries(verdicts).map(([type, verdict]) => condition(pod, type, verdict, now));
  const foreign = (pod.status?.conditions ?? []).filter(({ type }) => !Object.hasOwn(verdicts, type));

  const status = (container: V1Container) => containerStatus(pod, container, state(container), initialized);
  return {
    phase,
    conditions: [...own, ...foreign],
    startTime: new Date(startTime),
    ...(addresses === undefined ? {} : {
      hostIP: addresses.host,
      hostIPs: [{ ip: addresses.host }],
      podIP: addresses.pod,
      podIPs: [{ ip: addresses.pod }],
    }),
    ...(failure ?? {}),
    ...(inits.length === 0 ? {} : { initContainerStatuses: inits.map(status) }),
    containerStatuses: apps.map(status),
    qosClass: pod.status?.qosClass ?? "BestEffort",
  };
}

interface Verdict {
  readonly holds: boolean;
  readonly reason?: string;
  readonly message?: string;
}

function withGates(pod: V1Pod, containersReady: Verdict): Verdict {
  if (!containersReady.holds) return containersReady;
  const conditions = pod.status?.conditions ?? [];
  const closed = (pod.spec?.readinessGates ?? []).map(({ conditionType }) => conditionType)
    .filter((gate) => !conditions.some(({ type, status }) => type === gate && status === "True"));
  if (closed.length === 0) return containersReady;
  const message = closed.map((gate) => `the readiness gate "${gate}" is not "True"`).join(", ");
  return { holds: false, reason: "ReadinessGatesNotReady", message };
}

function condition(pod: V1Pod, type: string, verdict: Verdict, now: number): V1PodCondition {
  const status = verdict.holds ? "True" : "False";
  const before = pod.status?.conditions?.find((each) => each.type === type);
  const since = before?.status === status ? before.lastTransitionTime : undefined;
  return {
    type,
    status,
    lastProbeTime: null as unknown as Date,
    lastTransitionTime: since ?? new Date(now),
    ...(verdict.reason === undefined ? {} : { reason: verdict.reason }),
    ...(verdict.message === undefined ? {} : { message: verdict.message }),
  };
}

function isInitReady(init: V1Container, { current, started }: ContainerState): boolean {
  return isSidecar(init) ? started : current.kind === "terminated" && current.exitCode === 0;
}

function isInitialized(pod: V1Pod, states: ContainerStates): boolean {
  const apps = pod.spec?.containers ?? [];
  if (apps.some(({ name }) => (states.get(name)?.runs ?? 0) > 0)) return true;
  return (pod.spec?.initContainers ?? [])
    .every((init) => isInitReady(init, states.get(init.name) ?? neverRun(init.name)));
}

function phaseOf(pod: V1Pod, states: ContainerStates): "Pending" | "Running" | "Succeeded" | "Failed" {
  const all = [...pod.spec?.initContainers ?? [], ...pod.spec?.containers ?? []];
  const currents = all.map((container) => ({ container, current: states.get(container.name)?.current }));
  const runs = currents.some(({ current }) => current?.kind === "running");
  if (isDone(pod, states) && !runs) {
    const failed = currents.some(({ container, current }) =>
      current?.kind === "terminated" && current.exitCode !== 0 && !isSidecar(container)
    );
    return failed ? "Failed" : "Succeeded";
  }
  if (!isInitialized(pod, states)) return "Pending";
  const begun = (pod.spec?.containers ?? []).every(({ name }) => (states.get(name)?.runs ?? 0) > 0);
  return begun ? "Running" : "Pending";
}

function containerStatus(
  pod: V1Pod,
  container: V1Container,
  state: ContainerState,
  initialized: boolean,
): V1ContainerStatus {
  const { current, last, runs } = state;
  const isInit = pod.spec?.initContainers?.some(({ name }) => name === container.name) === true;
  const again = current.kind === "terminated" && runsAgain(pod, container, current) ? current : undefined;
  const shown = again === undefined
    ? shownState(pod, state, initialized || isInit)
    : crashLoop(container, again);
  const lastRun = again ?? last;
  return {
    name: container.name,
    image: container.image ?? "",
    imageID: "",
    restartCount: Math.max(0, runs - 1),
    ready: isInit && !isSidecar(container) ? isInitReady(container, state) : state.ready,
    started: state.started,
    state: shown,
    lastState: lastRun === undefined ? {} : { terminated: terminated(lastRun) },
    ...(current.kind === "waiting" ? {} : { containerID: containerId(current.id) }),
    ...(container.resources === undefined ? {} : { resources: container.resources }),
  };
}

function shownState(pod: V1Pod, { current }: ContainerState, itsTurn: boolean): V1ContainerState {
  switch (current.kind) {
    case "running":
      return { running: { startedAt: new Date(current.started) } };
    case "terminated":
      return { terminated: terminated(current) };
    case "waiting": {
      const pending = !itsTurn && pod.spec?.initContainers?.length ? "PodInitializing" : "ContainerCreating";
      const { reason = pending, message } = current;
      return { waiting: { reason, ...(message === undefined ? {} : { message }) } };
    }
  }
}

function crashLoop(container: V1Container, ended: Terminated): V1ContainerState {
  const seconds = Math.round((notBefore(ended) - ended.finished) / 1000);
  if (seconds === 0) return { terminated: terminated(ended) };
  const message = `back-off ${seconds}s restarting failed container=${container.name}: ` +
    `its last run ended with exit code ${ended.exitCode} (${ended.reason})`;
  return { waiting: { reason: "CrashLoopBackOff", message } };
}

function terminated({ id, exitCode, reason, message, started, finished }: Terminated) {
  return {
    exitCode,
    reason,
    ...(exitCode > 128 && exitCode < 160 ? { signal: exitCode - 128 } : {}),
    ...(message === undefined ? {} : { message }),
    startedAt: new Date(started),
    finishedAt: new Date(finished),
    containerID: containerId(id),
  };
}

function containerId(id: string): string {
  return `process://${id}`;
}
