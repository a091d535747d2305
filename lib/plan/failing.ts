/** How many requests of a kind fail in a state of the mesh, and why. */
import { add, type Fraction, zero } from "../walk/fraction.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import type { Request } from "../walk/request.ts";
import type { Branch, Hop } from "../walk/result.ts";
import { walk } from "../walk/walk.ts";

/** What became of a request. */
export interface Verdict {
  /** How many fail. */
  readonly failing: Fraction;
  /** How many may fail: it isn't known. */
  readonly unknown: Fraction;
  /** Why, of the first that fail, or aren't known; empty where none do. */
  readonly reason: string;
  /** The namespaces of what decided it. */
  readonly namespaces: readonly string[];
}

/** Whether a branch ends well: a process or somebody outside answers, or a proxy does and means it. */
function endsWell({ outcome }: Branch): boolean {
  return outcome.kind === "reached" || outcome.kind === "external" ||
    (outcome.kind === "answered" && outcome.status < 400);
}

function reasonOf({ outcome }: Branch): string {
  if (outcome.kind === "answered") return `${outcome.status}: ${outcome.reason}`;
  if (outcome.kind === "refused") return `no answer: ${outcome.reason}`;
  return outcome.kind === "unknown" ? outcome.reason : "";
}

function namespacesOf(hop: Hop): readonly string[] {
  const decisions = [...hop.decisions, ...hop.branches.flatMap(({ decisions }) => decisions)];
  const reached = hop.branches.flatMap((
    { outcome },
  ) => (outcome.kind === "reached" ? [outcome.namespace] : []));
  return [...new Set([...decisions.flatMap(({ at }) => at?.namespace ?? []), ...reached])];
}

const sumOf = (branches: readonly Branch[]) =>
  branches.reduce((total, { probability }) => add(total, probability), zero);

/** Walks one hop of a request. */
export function verdictOf(objects: readonly KubernetesObject[], request: Request): Verdict {
  const hop = walk(objects, request, { follow: false });
  const unknown = hop.branches.filter(({ outcome }) => outcome.kind === "unknown");
  const failing = hop.branches.filter((branch) => !endsWell(branch) && branch.outcome.kind !== "unknown");
  const worst = failing[0] ?? unknown[0];
  return {
    failing: sumOf(failing),
    unknown: sumOf(unknown),
    reason: worst === undefined ? "" : reasonOf(worst),
    namespaces: namespacesOf(hop),
  };
}

/** Whether `a` is more than `b`. */
export function isMore(a: Fraction, b: Fraction): boolean {
  return a.numerator * b.denominator > b.numerator * a.denominator;
}
