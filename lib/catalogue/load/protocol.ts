/** What the main thread and the worker tell each other: plain data, for errors lose their class between threads. */
import type { Offence } from "./plain_data.ts";
import type { Refused } from "./seal_globals.ts";

/** Asks a worker to evaluate files. */
export interface EvaluateRequest {
  /** The URL of an index module, see `index_module.ts`. */
  readonly index: string;
  /** How long one file may take, in milliseconds. */
  readonly limit: number;
  /** How many files share one time limit; fewer is more exact and slower. With 0, files are loaded only. */
  readonly batch: number;
  /** One 32-bit integer, raised whenever a file begins, so that the main thread sees progress without a message. */
  readonly progress: SharedArrayBuffer;
  /** Whether the worker ends once it has answered. */
  readonly last: boolean;
}

/** Anything that was thrown. */
export interface Thrown {
  /** The class for an error, as in `RangeError`; empty for anything else. */
  readonly name: string;
  /** The error's message, or the value as JSON. */
  readonly message: string;
  /** Empty where there is none. */
  readonly stack: string;
  /** Set where Deno refused a permission. */
  readonly forbidden?: true;
  /** Set where a sealed function was called. */
  readonly refused?: Refused;
}

/** Why a file has no value. */
export type Failure =
  | { readonly kind: "thrown"; readonly thrown: Thrown }
  | { readonly kind: "no-default" }
  | { readonly kind: "not-plain"; readonly offences: readonly Offence[] }
  /** The time limit ended it, or another of its batch: not yet proof that it is endless. */
  | { readonly kind: "interrupted" }
  /** It imports what was interrupted before. */
  | { readonly kind: "after-interrupted" };

/** What became of a file. */
export type Result = { readonly value: unknown } | { readonly failure: Failure };

/** What a worker answers: one of the first two, then results in the order of the files, then the end. */
export type EvaluateReply =
  | { readonly kind: "loaded" }
  /** Some file or import of the index isn't there, isn't valid, or threw before the others could be evaluated. */
  | { readonly kind: "unloadable"; readonly thrown: Thrown }
  | { readonly kind: "results"; readonly results: readonly Result[] }
  | { readonly kind: "end" };
