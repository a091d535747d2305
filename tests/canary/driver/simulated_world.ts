/** A branch, a cluster and Prometheus in one process, for drivers that may be killed at any moment. */
import type { Evidence, Requests } from "../../../lib/canary/analysis/mod.ts";
import { abort, advance, type Move, promote, type Service } from "../../../lib/canary/actions/mod.ts";
import { changeValue } from "../../../lib/canary/edit/value_change.ts";
import type { ArgoState, DriverDoors, GitState } from "../../../lib/canary/driver/mod.ts";
import { canaryModel } from "../../../lib/model/canary_model.ts";

/** A commit of the branch. */
export interface Commit {
  readonly id: number;
  readonly parent: number;
  readonly service: Service;
  readonly at: number;
  readonly by: "driver" | "person";
  readonly move: string;
  /** Whether the cluster had rolled out the parent when this was made. */
  readonly parentRanSince: number | undefined;
}

/** How the canary does. */
export interface Truth {
  readonly canaryFailureRate: number;
  /** Seconds until its pods are ready; Infinity: never. */
  readonly readyAfter: number;
}

/** Thrown where a driver is killed. */
export class Killed extends Error {}

const perSecond = 50;
const stableRate = 0.001;

/** The world; time goes on only by `pass`. */
export class SimulatedWorld {
  now = 10_000;
  readonly commits: Commit[];
  /** Which commit runs, and since when. */
  readonly rollouts: { commit: number; since: number; ready: boolean }[] = [];
  prometheusAnswers = true;
  clusterAnswers = true;

  constructor(service: Service, readonly truth: Truth) {
    this.commits = [{
      id: 0,
      parent: -1,
      service,
      at: this.now,
      by: "person",
      move: "start",
      parentRanSince: undefined,
    }];
  }

  get head(): Commit {
    return this.commits.at(-1)!;
  }

  /** Time goes by, and Argo CD rolls out what it finds. */
  pass(seconds: number): void {
    this.now += seconds;
    const running = this.rollouts.at(-1);
    if (running?.commit !== this.head.id) {
      this.rollouts.push({ commit: this.head.id, since: this.now, ready: false });
    } else if (!running.ready) {
      const hasCanary = this.head.service.canary !== undefined;
      const started = this.rollouts.find(({ commit }) => commit === running.commit)!.since;
      if (!hasCanary || this.now - started >= this.truth.readyAfter) {
        running.ready = true;
        running.since = this.now;
      }
    }
  }

  /** Pushes a commit made on `parent`; false where the branch has moved. */
  push(parent: number, service: Service, by: Commit["by"], move: string): boolean {
    if (this.head.id !== parent) return false;
    const running = this.rollouts.at(-1);
    this.commits.push({
      id: parent + 1,
      parent,
      service,
      at: this.now,
      by,
      move,
      parentRanSince: running?.commit === parent && running.ready ? running.since : undefined,
    });
    return true;
  }

  /** A person's commit. */
  byHand(move: (service: Service) => Move): void {
    try {
      const { changes, summary } = move(this.head.service);
      if (changes.length > 0) {
        this.push(this.head.id, changeValue(this.head.service, changes), "person", summary);
      }
    } catch {
      // Refused; then there is no commit.
    }
  }

  #argo(commit: Commit): ArgoState | undefined {
    if (!this.clusterAnswers) return undefined;
    const running = this.rollouts.find((rollout) => rollout.commit === commit.id);
    const ready = running?.ready ?? false;
    return {
      synced: running !== undefined && this.rollouts.at(-1) === running,
      health: ready ? "Healthy" : "Progressing",
      canaryHealth: ready ? "Healthy" : "Progressing",
      startedAt: running?.since,
      deployedAt: ready ? running!.since : undefined,
    };
  }

  #evidence(commit: Commit, { since, now }: { since: number; now: number }): Evidence {
    const weight = canaryModel(commit.service)?.weight ?? 0;
    const requests = (share: number, rate: number, seconds: number): Requests => {
      const total = Math.round(perSecond * share * seconds);
      return {
        total,
        failed: Math.round(total * rate),
        latency: { bounds: [Infinity], cumulative: [total] },
      };
    };
    const samples = [];
    for (let at = since + 60; at <= now; at += 60) {
      samples.push({
        at,
        canary: this.prometheusAnswers
          ? requests(weight / 100, this.truth.canaryFailureRate, at - since)
          : undefined,
        stable: this.prometheusAnswers ? requests(1 - weight / 100, stableRate, at - since) : undefined,
        custom: {},
      });
    }
    return { samples, usual: requests(1, stableRate, 3600) };
  }

  /** A driver's doors; `step` is called at every moment between two of its doings, and may throw {@linkcode Killed}. */
  doors(step: () => Promise<void>): DriverDoors {
    let read: Commit | undefined;
    let made: { service: Service; move: string } | undefined;
    return {
      git: {
        synchronise: async (): Promise<GitState> => {
          await step();
          read = this.head;
          made = undefined;
          return {
            head: String(read.id),
            service: read.service,
            canary: canaryModel(read.service),
            changedAt: read.at,
          };
        },
        commit: async (kind) => {
          await step();
          const { changes } = { advance, promote, abort }[kind](read!.service);
          made = { service: changeValue(read!.service, changes), move: kind };
          await step();
        },
        push: async () => {
          await step();
          const pushed = this.push(read!.id, made!.service, "driver", made!.move);
          await step();
          return pushed;
        },
      },
      argo: {
        read: async () => {
          await step();
          return this.#argo(read!);
        },
      },
      prometheus: {
        read: async (_, window) => {
          await step();
          return this.#evidence(read!, window);
        },
      },
      now: () => this.now,
    };
  }
}
