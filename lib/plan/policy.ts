/** What the catalogue says of changes: it doesn't stand in the rendered objects. */

/** The policies that a plan is held against. */
export interface Policy {
  /** By cluster: the one that has to run something first. */
  readonly after: ReadonlyMap<string, string>;
  /** Weights of a canary's steps in percent, ascending, by `<cluster>/<service>`. */
  readonly steps: ReadonlyMap<string, readonly number[]>;
}

/** No policy at all. */
export const noPolicy: Policy = { after: new Map(), steps: new Map() };
