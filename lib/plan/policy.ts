/** What the catalogue says of changes: it doesn't stand in the rendered objects. */
import type { FindingCode } from "./finding.ts";

/** Somebody takes a finding on. */
export interface Acceptance {
  /** Of which kind. */
  readonly finding: FindingCode;
  /** Why. */
  readonly reason: string;
  /** The last day on which it counts; undefined: as long as it stands. */
  readonly until: string | undefined;
  /** Where it is written: `services/backend.ts:12:5`. */
  readonly place: string;
}

/** Who may take on the findings of an Application. */
export interface Owner {
  /** `backend`; `cluster lab` for what belongs to no service. */
  readonly name: string;
  /** What was taken on. */
  readonly accept: readonly Acceptance[];
}

/** The policies that a plan is held against. */
export interface Policy {
  /** By cluster: the one that has to run something first. */
  readonly after: ReadonlyMap<string, string>;
  /** Weights of a canary's steps in percent, ascending, by `<cluster>/<service>`. */
  readonly steps: ReadonlyMap<string, readonly number[]>;
  /** By `<cluster>/<service>` for each service that runs there, by `<cluster>` for all else in it. */
  readonly owners: ReadonlyMap<string, Owner>;
  /** The day on which the plan is made, in UTC; an acceptance until an earlier one doesn't count any more. */
  readonly today: string;
}

/** No policy at all. */
export const noPolicy: Policy = {
  after: new Map(),
  steps: new Map(),
  owners: new Map(),
  today: "0000-01-01",
};
