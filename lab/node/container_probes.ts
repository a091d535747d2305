import type { V1Container, V1Probe } from "@kubernetes/client-node";
import { handle, type HandlerPlace } from "./handle.ts";
import { afterAnswer, type ProbeState, probeTiming, UNPROBED } from "./probe_state.ts";

/** The kinds of probes. */
export type ProbeKind = "startup" | "readiness" | "liveness";

/** What the probes of a run say at a moment. */
export interface ProbeVerdicts {
  readonly started: boolean;
  readonly ready: boolean;
}

/** Who is told what the probes of a run find. */
export interface ProbeListener {
  /** Something changed. */
  readonly changed: () => void;
  /** A question was answered with a failure. */
  readonly failed: (kind: ProbeKind, why: string) => void;
  /** The container is to be stopped: its startup or liveness probe has failed for good. */
  readonly condemned: (kind: ProbeKind, probe: V1Probe) => void;
}

/** The probes of one run of a container: liveness and readiness are asked once the startup probe has succeeded. */
export class ContainerProbes {
  readonly #container: V1Container;
  readonly #place: HandlerPlace;
  readonly #listener: ProbeListener;
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  #started: boolean;
  #ready: boolean;
  #over = false;

  /**
   * @param began when the run began, milliseconds since the epoch.
   * @param before what was known of the run before, by an agent that has gone.
   */
  constructor(place: HandlerPlace, began: number, listener: ProbeListener, before?: ProbeVerdicts) {
    this.#container = place.container;
    this.#place = place;
    this.#listener = listener;
    const { startupProbe, readinessProbe } = this.#container;
    this.#started = before?.started === true || startupProbe === undefined;
    this.#ready = before?.ready === true || readinessProbe === undefined;
    if (this.#started) this.#probeStarted(began);
    else if (startupProbe !== undefined) this.#probe("startup", startupProbe, began, UNPROBED);
  }

  /** What the probes say now. */
  get verdicts(): ProbeVerdicts {
    return { started: this.#started, ready: this.#started && this.#ready };
  }

  /** Ends all questions. */
  stop(): void {
    this.#over = true;
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #probeStarted(began: number): void {
    const { readinessProbe, livenessProbe } = this.#container;
    if (readinessProbe !== undefined) this.#probe("readiness", readinessProbe, began, UNPROBED);
    if (livenessProbe !== undefined) this.#probe("liveness", livenessProbe, began, UNPROBED);
  }

  #probe(kind: ProbeKind, probe: V1Probe, began: number, before: ProbeState): void {
    const timing = probeTiming(probe);
    const first = before.last === undefined;
    // The first question comes soon after the start; an agent that comes later does not wait anew.
    const wait = first ? Math.max(50, began + timing.initialDelay * 1000 - Date.now()) : timing.period * 1000;
    const timer = setTimeout(async () => {
      this.#timers.delete(timer);
      const why = await handle(probe, this.#place, timing.timeout)
        .then(() => undefined, (error: Error) => error.message);
      if (this.#over) return;
      const after = afterAnswer(before, why === undefined, timing);
      if (why !== undefined) this.#listener.failed(kind, why);
      if (this.#apply(kind, probe, after, began)) this.#probe(kind, probe, began, after);
    }, wait);
    this.#timers.add(timer);
  }

  /** Returns whether to go on asking. */
  #apply(kind: ProbeKind, probe: V1Probe, { verdict }: ProbeState, began: number): boolean {
    if (verdict === "unknown") return true;
    if (kind === "readiness") {
      if (this.#ready === (verdict === "success")) return true;
      this.#ready = verdict === "success";
      this.#listener.changed();
      return true;
    }
    if (verdict === "failure") {
      this.stop();
      this.#listener.condemned(kind, probe);
      return false;
    }
    if (kind === "liveness") return true;
    this.#started = true;
    this.#probeStarted(began);
    this.#listener.changed();
    return false;
  }
}
