/** A walk as data for programs. */
import { type Fraction, multiply, one, toNumber, toText } from "../fraction.ts";
import type { Reference } from "../reference.ts";
import type { Branch, Decision, Hop, Outcome } from "../result.ts";
import type { Request } from "../request.ts";
import type { Places } from "./places.ts";

/** A field, the line it stands on, and the line of the catalogue behind that. */
export interface JsonReference extends Reference {
  /** Of the rendered tree. */
  readonly file?: string;
  /** Counted from 1. */
  readonly line?: number;
  /** Of the catalogue. */
  readonly source?: { readonly file: string; readonly line?: number };
}

/** A {@linkcode Decision} with its lines. */
export interface JsonDecision {
  /** What it is about. */
  readonly about: string;
  /** For people. */
  readonly text: string;
  /** The field that decided. */
  readonly at?: JsonReference;
}

/** A {@linkcode Branch} with its share. */
export interface JsonBranch {
  /** Given that the hop happens, exactly: `9/10`. */
  readonly probability: string;
  /** Of all requests at the root, exactly. */
  readonly ofAll: string;
  /** The same as the nearest number. */
  readonly share: number;
  /** How it ends. */
  readonly outcome: Outcome;
  /** The subset that was chosen. */
  readonly subset?: string;
  /** Waiting that a fault adds. */
  readonly delay?: string;
  /** In order. */
  readonly decisions: readonly JsonDecision[];
  /** What is called further on. */
  readonly calls: readonly JsonHop[];
}

/** A {@linkcode Hop} as data. */
export interface JsonHop {
  /** Who sends it. */
  readonly from: string;
  /** What is sent. */
  readonly request: Request;
  /** Whichever way it goes. */
  readonly decisions: readonly JsonDecision[];
  /** Their `probability` sums to exactly 1. */
  readonly branches: readonly JsonBranch[];
}

function jsonReference(reference: Reference, places: Places): JsonReference {
  const place = places.rendered(reference);
  const source = place === undefined ? undefined : places.catalogue(reference);
  return {
    ...reference,
    ...(place && { file: place.file, line: place.line }),
    ...(source && { source: { file: source.file, ...(source.line !== undefined && { line: source.line }) } }),
  };
}

function jsonDecision({ about, text, at }: Decision, places: Places): JsonDecision {
  return { about, text, ...(at && { at: jsonReference(at, places) }) };
}

function jsonBranch(branch: Branch, above: Fraction, places: Places): JsonBranch {
  const ofAll = multiply(above, branch.probability);
  return {
    probability: toText(branch.probability),
    ofAll: toText(ofAll),
    share: toNumber(ofAll),
    outcome: branch.outcome,
    ...(branch.subset !== undefined && { subset: branch.subset }),
    ...(branch.delay !== undefined && { delay: branch.delay }),
    decisions: branch.decisions.map((decision) => jsonDecision(decision, places)),
    calls: branch.calls.map((call) => jsonTree(call, places, ofAll)),
  };
}

/** The whole tree as plain data. */
export function jsonTree(hop: Hop, places: Places, probability: Fraction = one): JsonHop {
  return {
    from: hop.from,
    request: hop.request,
    decisions: hop.decisions.map((decision) => jsonDecision(decision, places)),
    branches: hop.branches.map((branch) => jsonBranch(branch, probability, places)),
  };
}
