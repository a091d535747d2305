/**
 * The containers of one pod: which runs there were, which one goes on, and what its probes say.
 *
 * @module
 */

import type { V1Container, V1Pod, V1Probe } from "@kubernetes/client-node";
import type { ProcessIdentity } from "../process/process_table.ts";
import type { AgentContext } from "./agent_context.ts";
import { backOff } from "./back_off.ts";
import type { PodEvent } from "./cluster_api.ts";
import type { ContainerPlan } from "./container_plan.ts";
import { ContainerProbes, type ProbeVerdicts } from "./container_probes.ts";
import { identityOfRun, observeRun, readRecord, type RunRecord, startRun, stopRun } from "./container_run.ts";
import {
  containersOf,
  type ContainerState,
  neverRun,
  type Terminated,
  type Waiting,
} from "./container_state.ts";
import { handle } from "./handle.ts";
import { isOutdated } from "./outdated_run.ts";
import { type PodPaths, podPaths, type RunPaths } from "./pod_paths.ts";
import type { Sandbox } from "./sandbox.ts";

/** Who is told what happens to the containers. */
export interface ContainersListener {
  readonly changed: () => void;
  readonly happened: (event: PodEvent) => void;
}

interface Followed {
  readonly container: V1Container;
  runs: number;
  current: ContainerState["current"];
  last?: Terminated;
  record?: RunRecord;
  probes?: ContainerProbes;
  stopping?: Promise<void>;
}

/** The containers of one pod. */
export class PodContainers {
  readonly #context: AgentContext;
  readonly #sandbox: Sandbox;
  readonly #paths: PodPaths;
  readonly #listener: ContainersListener;
  readonly #followed = new Map<string, Followed>();

  private constructor(context: AgentContext, pod: V1Pod, sandbox: Sandbox, listener: ContainersListener) {
    this.#context = context;
    this.#sandbox = sandbox;
    this.#paths = podPaths(context.layout, sandbox.pod);
    this.#listener = listener;
    for (const container of containersOf(pod)) {
      this.#followed.set(container.name, { container, runs: 0, current: neverRun(container.name).current });
    }
  }

  /** Finds what runs already: an agent that has gone may have started it. */
  static async adopt(
    context: AgentContext,
    pod: V1Pod,
    sandbox: Sandbox,
    listener: ContainersListener,
  ): Promise<PodContainers> {
    const containers = new PodContainers(context, pod, sandbox, listener);
    for (const followed of containers.#followed.values()) await containers.#find(followed, pod);
    return containers;
  }

  /** Ends what does not run the program that stands for its image now, if there is one, and would be run again. */
  renew(pod: V1Pod): void {
    for (const { container, current, record } of this.#followed.values()) {
      if (current.kind !== "running" || record === undefined) continue;
      if (!isOutdated(this.#context, pod, container, { current, record })) continue;
      const { name } = container;
      const message = `Another program stands for the image of container ${name} now, it will be restarted`;
      this.#listener.happened({ type: "Normal", reason: "Killing", message });
      this.stop(name, this.graceSeconds).catch((error) => this.#context.tell(String(error)));
    }
  }

  /** The state of each container by its name. */
  get states(): ReadonlyMap<string, ContainerState> {
    return new Map([...this.#followed].map(([name, { runs, current, last, probes }]) => {
      const running = current.kind === "running";
      const { started, ready } = running && probes !== undefined
        ? probes.verdicts
        : { started: false, ready: false };
      return [name, { name, runs, current, ...(last === undefined ? {} : { last }), started, ready }];
    }));
  }

  /** The paths of the current run of a container, if it was ever started. */
  runPaths(name: string): RunPaths | undefined {
    const runs = this.#followed.get(name)?.runs ?? 0;
    return runs === 0 ? undefined : this.#paths.run(name, runs - 1);
  }

  /** Looks which of those that ran have ended. */
  async refresh(): Promise<void> {
    await Promise.all([...this.#followed.values()].map(async (followed) => {
      const paths = this.runPaths(followed.container.name);
      if (followed.current.kind !== "running" || followed.record === undefined || paths === undefined) return;
      const now = await observeRun(this.#context.layout, paths, followed.record);
      if (now.kind === "running") return;
      followed.probes?.stop();
      followed.current = now;
    }));
  }

  /** The first processes of the containers that ran when it was looked last. */
  async processes(): Promise<readonly ProcessIdentity[]> {
    const all = await Promise.all([...this.#followed.values()].map(({ container, current, record }) => {
      const paths = this.runPaths(container.name);
      if (current.kind !== "running" || record === undefined || paths === undefined) return undefined;
      return identityOfRun(paths, record);
    }));
    return all.filter((identity) => identity !== undefined);
  }

  /** Starts the next run of a container. */
  async start(name: string, plan: ContainerPlan, hostname: string): Promise<void> {
    const followed = this.#known(name);
    const { current, container, runs } = followed;
    const owed = current.kind === "terminated" ? backOff(current).owed : followed.last?.owed ?? 0;
    const { layout } = this.#context;
    const paths = this.#paths.run(name, runs);
    const id = `${this.#sandbox.pod.uid}/${name}/${runs}`;
    const { scratch } = this.#paths;
    await startRun({ layout, id, plan, paths, scratch, hostname, network: this.#sandbox.network, owed });
    const record = await readRecord(paths);
    if (record === undefined) throw new Error(`Cannot start "${name}": its record is not there`);
    if (current.kind === "terminated") followed.last = current;
    followed.runs = runs + 1;
    followed.record = record;
    followed.current = { kind: "running", id, started: record.started };
    this.#probe(followed, paths, record);
    this.#listener.happened({ type: "Normal", reason: "Started", message: `Started container ${name}` });
    if (container.lifecycle?.postStart !== undefined) this.#postStart(followed, paths);
  }

  /** Says why a container cannot be started. */
  hinder(name: string, waiting: Omit<Waiting, "kind">): void {
    const followed = this.#known(name);
    if (followed.current.kind === "terminated") followed.last = followed.current;
    followed.current = { kind: "waiting", ...waiting };
  }

  /** Runs the hook before the end, asks the container to end and kills it after the grace. */
  stop(name: string, graceSeconds: number): Promise<void> {
    const followed = this.#known(name);
    return followed.stopping ??= this.#stop(followed, graceSeconds).finally(() => delete followed.stopping);
  }

  /** Kills everything and asks nothing; for a pod that has gone. */
  async kill(): Promise<void> {
    this.stopProbes();
    await Promise.all([...this.#followed.values()].map(async ({ container, record }) => {
      const paths = this.runPaths(container.name);
      if (record !== undefined && paths !== undefined) await stopRun(this.#context.layout, paths, record, 0);
    }));
  }

  /** Ends all probes. */
  stopProbes(): void {
    for (const { probes } of this.#followed.values()) probes?.stop();
  }

  async #find(followed: Followed, pod: V1Pod): Promise<void> {
    const { name } = followed.container;
    const { layout } = this.#context;
    for (let index = 0;; index++) {
      const paths = this.#paths.run(name, index);
      const record = await readRecord(paths);
      if (record === undefined) return;
      if (followed.current.kind === "terminated") followed.last = followed.current;
      followed.runs = index + 1;
      followed.record = record;
      followed.current = await observeRun(layout, paths, record);
      if (followed.current.kind === "running") {
        this.#probe(followed, paths, record, reported(pod, name, record));
      }
    }
  }

  #probe(followed: Followed, run: RunPaths, record: RunRecord, before?: ProbeVerdicts): void {
    const { container } = followed;
    const place = { container, address: this.#sandbox.address, run };
    const grace = (probe: V1Probe) => probe.terminationGracePeriodSeconds ?? this.graceSeconds;
    followed.probes = new ContainerProbes(place, record.started, {
      changed: this.#listener.changed,
      failed: (kind, why) => {
        const message = `${kind[0]?.toUpperCase()}${kind.slice(1)} probe failed: ${why}`;
        this.#listener.happened({ type: "Warning", reason: "Unhealthy", message });
      },
      condemned: (kind, probe) => {
        const message = `Container ${container.name} failed ${kind} probe, will be restarted`;
        this.#listener.happened({ type: "Normal", reason: "Killing", message });
        this.stop(container.name, grace(probe)).catch((error) => this.#context.tell(String(error)));
      },
    }, before);
  }

  /** The pod's own grace, for containers that are stopped while the pod stays. */
  graceSeconds = 30;

  #postStart({ container }: Followed, run: RunPaths): void {
    const hook = container.lifecycle?.postStart;
    if (hook === undefined) return;
    handle(hook, { container, address: this.#sandbox.address, run }, this.graceSeconds).catch(
      (error: Error) => {
        const message = `PostStartHook failed: ${error.message}`;
        this.#listener.happened({ type: "Warning", reason: "FailedPostStartHook", message });
        return this.stop(container.name, this.graceSeconds);
      },
    );
  }

  async #stop({ container, record, probes }: Followed, graceSeconds: number): Promise<void> {
    const paths = this.runPaths(container.name);
    if (record === undefined || paths === undefined) return;
    const begin = performance.now();
    const hook = container.lifecycle?.preStop;
    if (hook !== undefined && graceSeconds > 0) {
      const place = { container, address: this.#sandbox.address, run: paths };
      await handle(hook, place, graceSeconds).catch((error: Error) => {
        const message = `PreStopHook failed: ${error.message}`;
        this.#listener.happened({ type: "Warning", reason: "FailedPreStopHook", message });
      });
    }
    // After a hook that took all of the time the kubelet grants two seconds more.
    const rest = Math.max(graceSeconds - (performance.now() - begin) / 1000, Math.min(2, graceSeconds));
    await stopRun(this.#context.layout, paths, record, rest);
    probes?.stop();
    await this.refresh();
    this.#listener.changed();
  }

  #known(name: string): Followed {
    const followed = this.#followed.get(name);
    if (followed === undefined) throw new TypeError(`Cannot find the container "${name}"`);
    return followed;
  }
}

/** What the API server was last told of that run. */
function reported({ status }: V1Pod, name: string, { id }: RunRecord): ProbeVerdicts | undefined {
  const all = [...status?.initContainerStatuses ?? [], ...status?.containerStatuses ?? []];
  const found = all.find((each) => each.name === name && each.containerID === `process://${id}`);
  return found === undefined ? undefined : { started: found.started === true, ready: found.ready };
}
