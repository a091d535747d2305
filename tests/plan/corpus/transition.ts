/** A change of the shipped catalogue, as data, and what a plan has to say of it. */
import type { FindingCode } from "../../../lib/plan/finding.ts";

/** An edit of a value in a catalogue file; the whole file where `at` is empty, removed where `value` is left out. */
export interface CatalogueEdit {
  /** For example `services/backend.ts`. */
  readonly file: string;
  /** The way to the value in the file's default export. */
  readonly at: readonly (string | number)[];
  /** Plain data. */
  readonly value?: unknown;
}

/** An edit by hand of a rendered file, for what the generator never renders. */
export interface TreeEdit {
  /** Below `clusters/`. */
  readonly path: string;
  /** Must be there; every occurrence is replaced. Empty: the whole file, which needn't be there. */
  readonly replace: string;
  /** What stands there then. */
  readonly with: string;
}

/** Either. */
export type Edit = CatalogueEdit | TreeEdit;

/** A change, to be played as two commits. */
export interface Transition {
  /** A sentence. */
  readonly name: string;
  /** What is different from the shipped catalogue before the change. Default: nothing. */
  readonly before?: readonly Edit[];
  /** What changes. */
  readonly change: readonly Edit[];
  /** The codes of the findings, sorted, each once; empty: safe. */
  readonly expected: readonly FindingCode[];
  /** A line of the plan that must be there. */
  readonly says?: RegExp;
  /** The commits that are proposed instead. Default: not looked at; `none`: there is no safe way. */
  readonly split?: readonly string[] | "none";
  /** Clusters that are looked at. Default: all three. */
  readonly clusters?: readonly string[];
}
