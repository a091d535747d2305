/**
 * Everything for one pod, from its binding to this node until nothing is left of it.
 *
 * @module
 */

import type { V1Container, V1Pod } from "@kubernetes/client-node";
import { NODE_ADDRESS } from "../process/addresses.ts";
import type { ProcessIdentity } from "../process/process_table.ts";
import type { AgentContext } from "./agent_context.ts";
import { apiProblem, type PodEvent } from "./cluster_api.ts";
import { ContainerProblem } from "./container_problem.ts";
import type { MountableVolume } from "./container_mounts.ts";
import { type ContainerStates, nextActions } from "./next_actions.ts";
import type { PodAddresses } from "./field_value.ts";
import { PodContainers } from "./pod_containers.ts";
import { identityOf, type PodPaths, podPaths } from "./pod_paths.ts";
import { hinderedStates, PodReporter } from "./pod_reporter.ts";
import { fetchSources, type TokenCache } from "./pod_sources.ts";
import { makeSandbox, readSandbox, removeSandbox, type Sandbox } from "./sandbox.ts";
import { startContainer } from "./start_container.ts";
import { removePodFiles, stopPod } from "./stop_pod.ts";
import { hasChangingVolumes, makeVolumes } from "./volumes.ts";
import { WakeUp } from "./wake_up.ts";

/** Seconds until something that failed is tried again. */
const RETRY = 2;

/** Seconds after which files of config maps, secrets and tokens are brought up to date. */
const REFRESH = 30;

/** Works for one pod. */
export class PodWorker {
  readonly #context: AgentContext;
  readonly #paths: PodPaths;
  readonly #tokens: TokenCache = new Map();
  readonly #startTime: number;
  readonly #reporter: PodReporter;
  readonly #wakeUp = new WakeUp();
  #pod: V1Pod;
  #gone = false;
  #sandbox: Sandbox | undefined;
  #containers: PodContainers | undefined;
  #volumes: ReadonlyMap<string, MountableVolume> | undefined;
  #volumesAt = 0;
  #failure: { readonly reason: string; readonly message: string } | undefined;

  constructor(context: AgentContext, pod: V1Pod) {
    this.#context = context;
    this.#pod = pod;
    this.#reporter = new PodReporter(context);
    this.#paths = podPaths(context.layout, identityOf(pod));
    this.#startTime = pod.status?.startTime === undefined
      ? Date.now()
      : new Date(pod.status.startTime).getTime();
  }

  /** Takes note of a change of the pod. */
  update(pod: V1Pod): void {
    this.#pod = pod;
    this.wake();
  }

  /** Takes note that the API server has forgotten the pod. */
  forget(): void {
    this.#gone = true;
    this.wake();
  }

  /** Makes the worker look again. */
  wake(): void {
    this.#wakeUp.wake();
  }

  /** The first processes of the containers that run, as far as it is known. */
  async processes(): Promise<readonly ProcessIdentity[]> {
    return await this.#containers?.processes() ?? [];
  }

  /** Works until nothing is left of the pod. */
  async run(): Promise<void> {
    while (true) {
      this.#wakeUp.begin();
      let seconds: number;
      try {
        if (this.#gone) return await this.#cleanUp();
        seconds = this.#pod.metadata?.deletionTimestamp === undefined
          ? await this.#work()
          : await this.#end();
      } catch (error) {
        this.#complain(error);
        seconds = RETRY;
      }
      await this.#wakeUp.sleep(seconds);
    }
  }

  /** Returns the seconds until there is something to do though nothing happens. */
  async #work(): Promise<number> {
    const phase = this.#pod.status?.phase;
    if ((phase === "Succeeded" || phase === "Failed") && await readSandbox(this.#paths) === undefined) {
      return 3600;
    }
    const containers = await this.#prepare();
    if (containers === undefined) return RETRY;
    await containers.refresh();
    const late = this.#deadline(containers.states);
    if (late !== undefined) return late;
    const { start, stop, wakeAt, finished } = nextActions(this.#pod, containers.states, Date.now());
    let next = wakeAt === undefined ? REFRESH : (wakeAt - Date.now()) / 1000;
    for (const container of start) {
      if (!await this.#start(containers, container)) next = Math.min(next, RETRY);
    }
    for (const { name } of stop) containers.stop(name, containers.graceSeconds).catch(this.#complain);
    await this.#report(containers.states);
    if (finished && this.#sandbox !== undefined) await this.#removeNetwork(this.#sandbox);
    // What was started may have ended before its exit could be noticed.
    return start.length > 0 ? Math.min(next, 1) : Math.max(0.01, Math.min(next, REFRESH));
  }

  #complain = (error: unknown): void => this.#reporter.complain(this.#pod, error);

  /** Sandbox, volumes and containers, made or found; `undefined` if something hinders it. */
  async #prepare(): Promise<PodContainers | undefined> {
    const { layout, numbers, programs } = this.#context;
    try {
      this.#sandbox ??= await readSandbox(this.#paths) ??
        await makeSandbox(layout, this.#pod, this.#paths, numbers, programs);
      const containers = this.#containers ??= await this.#takeOn(this.#sandbox);
      const stale = Date.now() - this.#volumesAt > REFRESH * 1000 && hasChangingVolumes(this.#pod);
      if (this.#volumes === undefined || stale) {
        const sources = await fetchSources(
          this.#context,
          this.#pod,
          this.#addresses(this.#sandbox),
          this.#tokens,
        );
        this.#volumes = await makeVolumes(layout, this.#paths, sources);
        this.#volumesAt = Date.now();
      }
      return containers;
    } catch (error) {
      const reason = error instanceof ContainerProblem ? error.reason : "FailedMount";
      this.#happened({ type: "Warning", reason, message: apiProblem(error) });
      const states = this.#containers?.states ?? new Map();
      if ([...states.values()].some(({ current }) => current.kind === "running")) return this.#containers;
      await this.#report(states, apiProblem(error));
      return undefined;
    }
  }

  /** What is adopted may have been started when other programs stood for its images. */
  async #takeOn(sandbox: Sandbox): Promise<PodContainers> {
    const containers = await this.#adopt(sandbox);
    containers.renew(this.#pod);
    return containers;
  }

  async #adopt(sandbox: Sandbox): Promise<PodContainers> {
    const containers = await PodContainers.adopt(this.#context, this.#pod, sandbox, {
      changed: () => this.wake(),
      happened: (event) => this.#happened(event),
    });
    containers.graceSeconds = this.#pod.spec?.terminationGracePeriodSeconds ?? 30;
    return containers;
  }

  #addresses({ address }: Sandbox): PodAddresses {
    return { pod: address, host: NODE_ADDRESS };
  }

  /** Returns whether the container was started. */
  async #start(containers: PodContainers, container: V1Container): Promise<boolean> {
    if (this.#sandbox === undefined) return false;
    try {
      await startContainer(this.#context, containers, container, {
        pod: this.#pod,
        paths: this.#paths,
        addresses: this.#addresses(this.#sandbox),
        volumes: this.#volumes ?? new Map(),
        tokens: this.#tokens,
      });
      return true;
    } catch (error) {
      if (!(error instanceof ContainerProblem)) throw error;
      const { reason, message } = error;
      this.#happened({ type: "Warning", reason: "Failed", message: `Error: ${message}` });
      containers.hinder(container.name, { reason, message });
      return false;
    }
  }

  #deadline(states: ContainerStates): number | undefined {
    const { activeDeadlineSeconds } = this.#pod.spec ?? {};
    if (activeDeadlineSeconds === undefined || this.#failure !== undefined) return undefined;
    if (Date.now() < this.#startTime + activeDeadlineSeconds * 1000) return undefined;
    const message = "Pod was active on the node longer than the specified deadline";
    this.#failure = { reason: "DeadlineExceeded", message };
    const running = [...states.values()].filter(({ current }) => current.kind === "running");
    for (const { name } of running) {
      this.#containers?.stop(name, this.#containers.graceSeconds).catch(this.#complain);
    }
    return 0.1;
  }

  async #report(states: ContainerStates, hindrance?: string): Promise<void> {
    const status = await this.#reporter.status(this.#pod, {
      states: hindrance === undefined ? states : hinderedStates(this.#pod, hindrance),
      addresses: this.#sandbox === undefined ? undefined : this.#addresses(this.#sandbox),
      startTime: this.#startTime,
      ...(this.#failure === undefined ? {} : { failure: this.#failure }),
    });
    // A change that was seen meanwhile is newer than the answer.
    if (status !== undefined) this.#pod = { ...this.#pod, status };
  }

  /** Stops the containers of a pod that is being deleted and removes the pod from the API server. */
  async #end(): Promise<number> {
    this.#sandbox ??= await readSandbox(this.#paths);
    if (this.#sandbox !== undefined) {
      const containers = this.#containers ??= await this.#adopt(this.#sandbox);
      await stopPod(this.#pod, containers, {
        begins: () => this.#happened({ type: "Normal", reason: "Killing", message: "Stopping containers" }),
        changed: () => this.#report(containers.states),
      });
      await this.#removeNetwork(this.#sandbox);
    }
    await this.#context.api.removePod(this.#pod);
    return REFRESH;
  }

  async #removeNetwork(sandbox: Sandbox): Promise<void> {
    if (sandbox.index !== undefined && !this.#networkRemoved) {
      await removeSandbox(sandbox, this.#context.numbers);
      this.#networkRemoved = true;
    }
  }

  #networkRemoved = false;

  async #cleanUp(): Promise<void> {
    this.#sandbox ??= await readSandbox(this.#paths);
    if (this.#sandbox !== undefined) {
      const containers = this.#containers ??= await this.#adopt(this.#sandbox);
      await containers.kill();
      await this.#removeNetwork(this.#sandbox);
    }
    await removePodFiles(this.#context, this.#pod, this.#paths);
  }

  #happened(event: PodEvent): void {
    this.#reporter.happened(this.#pod, event);
  }
}
