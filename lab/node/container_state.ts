import type { V1Container, V1Pod } from "@kubernetes/client-node";
import { backOff } from "./back_off.ts";

/** A run of a container that has ended. Times are milliseconds since the epoch. */
export interface Terminated {
  readonly kind: "terminated";
  readonly id: string;
  readonly exitCode: number;
  /** Such as `Completed`, `Error` or `StartError`. */
  readonly reason: string;
  readonly message?: string;
  readonly started: number;
  readonly finished: number;
  /** Seconds of waiting owed after this run, see `back_off.ts`. */
  readonly owed: number;
}

/** A run of a container that goes on. */
export interface Running {
  readonly kind: "running";
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly started: number;
}

/** A container that has not begun its next run, and what hinders it. */
export interface Waiting {
  readonly kind: "waiting";
  /** Such as `ErrImagePull`; `undefined` if nothing but its turn hinders it. */
  readonly reason?: string;
  readonly message?: string;
}

/** What a container is at some moment. */
export interface ContainerState {
  readonly name: string;
  /** Runs that were begun. */
  readonly runs: number;
  readonly current: Waiting | Running | Terminated;
  /** The run before the current one. */
  readonly last?: Terminated;
  /** Whether it runs and its startup probe, if it has one, has succeeded. */
  readonly started: boolean;
  /** Whether it has started and its readiness probe, if it has one, says so. */
  readonly ready: boolean;
}

/** A container that has never run. */
export function neverRun(name: string): ContainerState {
  return { name, runs: 0, current: { kind: "waiting" }, started: false, ready: false };
}

/** Whether an init container goes on running beside the others. */
export function isSidecar(container: V1Container): boolean {
  return container.restartPolicy === "Always";
}

/** The containers of a pod in the order of starting, sidecars among the init containers. */
export function containersOf({ spec }: V1Pod): readonly V1Container[] {
  return [...spec?.initContainers ?? [], ...spec?.containers ?? []];
}

/** Whether a container that ended so is to be run again. */
export function runsAgain(pod: V1Pod, container: V1Container, { exitCode }: Terminated): boolean {
  if (isSidecar(container)) return true;
  const policy = pod.spec?.restartPolicy ?? "Always";
  const isInit = pod.spec?.initContainers?.some(({ name }) => name === container.name) === true;
  // An init container that has done its work is done, whatever the policy.
  return (policy === "Always" && !isInit) || (policy !== "Never" && exitCode !== 0);
}

/** When the next run of a container that has ended may begin, milliseconds since the epoch. */
export function notBefore(terminated: Terminated): number {
  return backOff(terminated).notBefore;
}
