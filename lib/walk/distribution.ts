/** Where requests end up, added up over the ways that end alike. */
import { add, type Fraction, multiply, one } from "./fraction.ts";
import type { Options } from "./options.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import type { Request } from "./request.ts";
import type { Branch, Hop, Outcome } from "./result.ts";
import { walk } from "./walk.ts";

/** A share of the requests that ends in one way. */
export interface Share {
  /** Of all requests. */
  readonly probability: Fraction;
  /** The workload that is reached, as `<namespace>/<name>`; undefined where none is. */
  readonly workload: string | undefined;
  /** Its version; undefined where none is reached or it has none. */
  readonly version: string | undefined;
  /** The status of a proxy's own answer; 200 where a workload is reached, 0 where nothing answers. */
  readonly status: number;
  /** How it ends. */
  readonly outcome: Outcome["kind"];
}

function shareOf({ outcome, probability }: Branch): Share {
  return {
    probability,
    workload: outcome.kind === "reached" ? `${outcome.namespace}/${outcome.workload}` : undefined,
    version: outcome.kind === "reached" ? outcome.version : undefined,
    status: outcome.kind === "reached" ? 200 : outcome.kind === "answered" ? outcome.status : 0,
    outcome: outcome.kind,
  };
}

/** The ends of a hop, without what is called further on; their probabilities sum to 1. */
export function distributionOf(hop: Hop): readonly Share[] {
  const shares = new Map<string, Share>();
  for (const share of hop.branches.map(shareOf)) {
    const key = `${share.outcome} ${share.workload} ${share.status}`;
    const known = shares.get(key);
    shares.set(
      key,
      known === undefined ? share : { ...known, probability: add(known.probability, share.probability) },
    );
  }
  return [...shares.values()];
}

/** Where a request ends up, by the objects alone: the workload and version that it reaches, or the status. */
export function predict(
  objects: readonly KubernetesObject[],
  request: Request,
  options: Options = {},
): readonly Share[] {
  return distributionOf(walk(objects, request, { ...options, follow: false }));
}

/** A hop of a tree, and how often it happens. */
export interface Visit {
  /** The hop. */
  readonly hop: Hop;
  /** Of all requests at the root. */
  readonly probability: Fraction;
  /** How many hops lead to it; 0 for the root. */
  readonly depth: number;
}

/** Every hop of a tree, the root first. */
export function visits(hop: Hop, probability: Fraction = one, depth = 0): readonly Visit[] {
  return [
    { hop, probability, depth },
    ...hop.branches.flatMap((branch) =>
      branch.calls.flatMap((call) => visits(call, multiply(probability, branch.probability), depth + 1))
    ),
  ];
}

/** What isn't known anywhere in a tree, each reason once. */
export function unknownsOf(hop: Hop): readonly string[] {
  const reasons = visits(hop).flatMap(({ hop: { branches } }) =>
    branches.flatMap(({ outcome }) => (outcome.kind === "unknown" ? [outcome.reason] : []))
  );
  return [...new Set(reasons)];
}
