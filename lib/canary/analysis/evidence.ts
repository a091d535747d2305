/**
 * How strongly counts speak against a claim about rates, in a way that may be looked at again and again.
 *
 * The measure is an e-value: how many times likelier the counts are if each rate is drawn from a prior than under
 * the one pair of rates allowed by the claim that explains them best. While a claim is true, the chance that this ever
 * reaches `x`, over all looks taken together, is at most `1 / x` (Ville's inequality). So no number of looks has to be
 * planned, and a driver that was killed may look again.
 *
 * @module
 */
import betaln from "@stdlib/math-base-special-betaln";
import type { Counts } from "./requests.ts";

/** What was believed of a rate beforehand: a mixture of Beta distributions with equal weights. */
export type Prior = readonly { readonly bad: number; readonly good: number }[];

/** Nothing is known: Jeffreys' prior. */
export const jeffreys: Prior = [{ bad: 0.5, good: 0.5 }];

/** More requests than this make a belief no firmer, since times change. */
const firmest = 2000;

/** What earlier requests let one expect; half the weight stays with knowing nothing, should times have changed. */
export function priorFrom({ total, bad }: Counts): Prior {
  if (total <= 0) return jeffreys;
  const scale = Math.min(1, firmest / total);
  return [...jeffreys, { bad: 0.5 + bad * scale, good: 0.5 + (total - bad) * scale }];
}

function xLogY(x: number, y: number): number {
  return x === 0 ? 0 : x * Math.log(y);
}

function logLikelihood({ total, bad }: Counts, rate: number): number {
  return xLogY(bad, rate) + xLogY(total - bad, 1 - rate);
}

function rateOf({ total, bad }: Counts): number {
  return total === 0 ? 0 : bad / total;
}

function logMarginal({ total, bad }: Counts, prior: Prior): number {
  const terms = prior.map((beta) =>
    betaln(beta.bad + bad, beta.good + total - bad) - betaln(beta.bad, beta.good)
  );
  const largest = Math.max(...terms);
  return largest + Math.log(terms.reduce((sum, term) => sum + Math.exp(term - largest), 0) / prior.length);
}

const golden = (Math.sqrt(5) - 1) / 2;

/** The highest value of a concave function between two bounds. */
function highest(of: (x: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  let [left, right] = [high - golden * (high - low), low + golden * (high - low)];
  let [atLeft, atRight] = [of(left), of(right)];
  for (let step = 0; step < 60 && high - low > 1e-12; step++) {
    if (atLeft > atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - golden * (high - low);
      atLeft = of(left);
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + golden * (high - low);
      atRight = of(right);
    }
  }
  return Math.max(atLeft, atRight, of(low), of(high));
}

/** A claim about the rate of bad requests to the canary. */
export interface Claim {
  /** `atMost`: the canary's rate is at most the bound; `atLeast`: it is at least the bound. */
  readonly direction: "atMost" | "atLeast";
  /** The bound, or how far the bound lies above stable's rate where stable's counts are given. A share, 0 to 1. */
  readonly bound: number;
}

/** The counts that a claim is about. */
export interface Observed {
  /** The canary's. */
  readonly canary: Counts;
  /** Stable's; undefined: the claim has a fixed bound. */
  readonly stable?: Counts | undefined;
  /** What was believed of each rate before the first of these requests. Default: nothing. */
  readonly priors?: { readonly canary: Prior; readonly stable: Prior };
}

/**
 * The natural logarithm of the e-value of counts against a claim. `ln(1 / 0.01)` or more refutes it, with a chance of
 * at most 0.01 of ever doing so while it is true.
 */
export function logEvidence(
  { canary, stable, priors }: Observed,
  { direction, bound }: Claim,
): number {
  const prior = priors ?? { canary: jeffreys, stable: jeffreys };
  const marginal = logMarginal(canary, prior.canary) +
    (stable === undefined ? 0 : logMarginal(stable, prior.stable));
  const difference = rateOf(canary) - (stable === undefined ? 0 : rateOf(stable));
  const holds = direction === "atMost" ? difference <= bound : difference >= bound;
  if (stable === undefined) {
    return marginal - logLikelihood(canary, holds ? rateOf(canary) : bound);
  }
  if (holds) {
    return marginal - logLikelihood(canary, rateOf(canary)) - logLikelihood(stable, rateOf(stable));
  }
  const together = (rate: number) => logLikelihood(stable, rate) + logLikelihood(canary, rate + bound);
  return marginal - highest(together, Math.max(0, -bound), Math.min(1, 1 - bound));
}
