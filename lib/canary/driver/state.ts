/** What a driver knows when it decides: nothing that isn't in Git and the cluster. */
import type { Service } from "../actions/mod.ts";
import type { CanaryModel } from "../../model/types.ts";

/** What Git says of a service. */
export interface GitState {
  /** The commit that is looked at: the newest of the branch. */
  readonly head: string;
  /** The service as its file has it. */
  readonly service: Service;
  /** The canary in the cluster that is driven, with every default; undefined: it has none there. */
  readonly canary: CanaryModel | undefined;
  /** When what the cluster gets of this service last changed: seconds since 1970. */
  readonly changedAt: number;
}

/** Health as Argo CD has it. */
export type Health = "Healthy" | "Progressing" | "Degraded" | "Suspended" | "Missing" | "Unknown";

/** What Argo CD says of the service's Application. */
export interface ArgoState {
  /** Whether the cluster is what the newest commit that Argo CD knows says. */
  readonly synced: boolean;
  /** Of the whole Application. */
  readonly health: Health;
  /** Of the canary's Deployment; undefined: unknown. */
  readonly canaryHealth: Health | undefined;
  /** When the last change was first rolled out; undefined: it hasn't been yet. Seconds since 1970. */
  readonly deployedAt: number | undefined;
  /** When Argo CD began to roll it out; undefined: it hasn't begun. Seconds since 1970. */
  readonly startedAt: number | undefined;
}

/** Thrown where the cluster gives no answer about the Application; the message says why, without a full stop. */
export class NoAnswer extends Error {
  /** Always `NoAnswer`. */
  override readonly name = "NoAnswer";
}

/** Everything but the measurements. */
export interface DriverState {
  /** Seconds since 1970. */
  readonly now: number;
  /** From Git. */
  readonly git: GitState;
  /** Undefined: no answer. */
  readonly argo: ArgoState | undefined;
  /** Why there is no answer, where that is known. */
  readonly problem?: string;
}
