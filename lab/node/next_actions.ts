/**
 * What is to be done for a pod now, by its spec and the states of its containers.
 *
 * @module
 */

import type { V1Container, V1Pod } from "@kubernetes/client-node";
import { type ContainerState, isSidecar, neverRun, notBefore, runsAgain } from "./container_state.ts";

/** What is to be done. */
export interface Actions {
  /** The containers to start now. */
  readonly start: readonly V1Container[];
  /** The sidecars to stop now, since the others are done: the last one of those that run. */
  readonly stop: readonly V1Container[];
  /** When there is something to start though nothing else happens, milliseconds since the epoch. */
  readonly wakeAt?: number;
  /** Whether the pod is done: nothing runs, nothing will. */
  readonly finished: boolean;
}

/** States of containers by name. */
export type ContainerStates = ReadonlyMap<string, ContainerState>;

/**
 * Decides as the kubelet does: init containers one after the other, sidecars among them from the moment they have
 * started, then all others at once; what has ended again after its back-off; sidecars last of all, the last one first.
 */
export function nextActions(pod: V1Pod, states: ContainerStates, now: number): Actions {
  const inits = pod.spec?.initContainers ?? [];
  const apps = pod.spec?.containers ?? [];
  const state = ({ name }: V1Container) => states.get(name) ?? neverRun(name);
  if (isDone(pod, states)) return stopSidecars(inits, state);

  const start: V1Container[] = [];
  let wakeAt: number | undefined;
  const consider = (container: V1Container) => {
    const { current } = state(container);
    if (current.kind === "running") return;
    if (current.kind === "terminated") {
      if (!runsAgain(pod, container, current)) return;
      const begin = notBefore(current);
      if (begin > now) {
        wakeAt = Math.min(wakeAt ?? Infinity, begin);
        return;
      }
    }
    start.push(container);
  };

  const initialized = apps.some((app) => state(app).runs > 0);
  for (const init of inits) {
    if (!isSidecar(init) && initialized) continue;
    const { current, started } = state(init);
    if (!isSidecar(init) && current.kind === "terminated" && current.exitCode === 0) continue;
    consider(init);
    if (!initialized && !(isSidecar(init) && started)) return actions(start, wakeAt);
  }
  for (const app of apps) consider(app);
  return actions(start, wakeAt);
}

/** Whether every container that is not a sidecar has ended for good, or an init container has failed for good. */
export function isDone(pod: V1Pod, states: ContainerStates): boolean {
  const ended = (container: V1Container) => {
    const current = states.get(container.name)?.current;
    return current?.kind === "terminated" && !runsAgain(pod, container, current) ? current : undefined;
  };
  const inits = (pod.spec?.initContainers ?? []).filter((init) => !isSidecar(init));
  if (inits.some((init) => (ended(init)?.exitCode ?? 0) !== 0)) return true;
  return (pod.spec?.containers ?? []).every((app) => ended(app) !== undefined);
}

function stopSidecars(
  inits: readonly V1Container[],
  state: (container: V1Container) => ContainerState,
): Actions {
  const running = inits.filter((init) => state(init).current.kind === "running");
  return { start: [], stop: running.slice(-1), finished: running.length === 0 };
}

function actions(start: readonly V1Container[], wakeAt: number | undefined): Actions {
  return { start, stop: [], finished: false, ...(wakeAt === undefined ? {} : { wakeAt }) };
}
