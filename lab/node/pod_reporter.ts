import type { V1Pod, V1PodStatus } from "@kubernetes/client-node";
import type { AgentContext } from "./agent_context.ts";
import { apiProblem, type PodEvent } from "./cluster_api.ts";
import type { ContainerStates } from "./next_actions.ts";
import { podStatus, type StatusSources } from "./pod_status.ts";

/** Milliseconds within which the same thing is not said again. */
const QUIET = 60_000;

/** Tells the API server and the agent's log how a pod fares; what was said already is not said again. */
export class PodReporter {
  readonly #context: AgentContext;
  readonly #said = new Map<string, number>();
  #reported = "";

  constructor(context: AgentContext) {
    this.#context = context;
  }

  /**
   * Brings the pod's status up to date.
   *
   * @returns the status as the API server has it now; `undefined` if nothing was to be told, or the pod has gone.
   */
  async status(pod: V1Pod, sources: Omit<StatusSources, "now">): Promise<V1PodStatus | undefined> {
    const status = podStatus(pod, { ...sources, now: Date.now() });
    // The API server keeps whole seconds.
    const text = JSON.stringify(status).replaceAll(/(T\d\d:\d\d:\d\d)\.\d{3}Z/g, "$1Z");
    if (text === this.#reported) return undefined;
    const patched = await this.#context.api.patchStatus(pod, JSON.parse(text));
    this.#reported = text;
    return patched === undefined ? undefined : patched.status ?? {};
  }

  /** Records an event of the pod. */
  happened(pod: V1Pod, event: PodEvent): void {
    const key = `${event.reason} ${event.message}`;
    const now = Date.now();
    if (now - (this.#said.get(key) ?? 0) < QUIET) return;
    this.#said.set(key, now);
    this.#context.tell(`${nameOf(pod)}: ${event.reason}: ${event.message}`);
    this.#context.api.event(pod, event).catch((error) => this.complain(pod, error));
  }

  /** Writes to the agent's log why something failed. */
  complain(pod: V1Pod, error: unknown): void {
    this.#context.tell(`${nameOf(pod)}: ${apiProblem(error)}`);
  }
}

/** The states of a pod's containers while something hinders the pod as a whole. */
export function hinderedStates(pod: V1Pod, message: string): ContainerStates {
  const current = { kind: "waiting", reason: "ContainerCreating", message } as const;
  return new Map(
    (pod.spec?.containers ?? [])
      .map(({ name }) => [name, { name, runs: 0, current, started: false, ready: false }]),
  );
}

function nameOf({ metadata }: V1Pod): string {
  return `${metadata?.namespace}/${metadata?.name}`;
}
