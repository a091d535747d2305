/** A service with a canary, as Prometheus would see it. */
import type { Histogram, Requests, Sample } from "../../../../lib/canary/analysis/mod.ts";
import type { Random } from "./random.ts";

/** The bounds of Istio's histogram of request durations. Unit: seconds. */
export const istioBounds: readonly number[] = [
  0.0005,
  0.001,
  0.005,
  0.01,
  0.025,
  0.05,
  0.1,
  0.25,
  0.5,
  1,
  2.5,
  5,
  10,
  30,
  60,
  300,
  600,
  1800,
  3600,
  Infinity,
];

/** How a version behaves. */
export interface Behaviour {
  /** The share of requests that fail. */
  readonly failureRate: number;
  /** The median duration in seconds; durations are log-normal. */
  readonly median: number;
  /** The standard deviation of the logarithm of the duration. */
  readonly spread: number;
}

/** The standard normal distribution's cumulative function (Zelen and Severo; exact to 7 digits). */
function normal(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  const series = t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return x > 0 ? 1 - density * series : density * series;
}

const distributions = new WeakMap<Behaviour, readonly number[]>();

/** The share of requests that take at most as long as each of Istio's bounds. */
export function distribution(behaviour: Behaviour): readonly number[] {
  const { median, spread } = behaviour;
  const known = distributions.get(behaviour);
  if (known !== undefined) return known;
  const shares = istioBounds.map((bound) =>
    bound === Infinity ? 1 : normal((Math.log(bound) - Math.log(median)) / spread)
  );
  distributions.set(behaviour, shares);
  return shares;
}

/** Draws the requests of one interval. */
export function draw(random: Random, total: number, behaviour: Behaviour): Requests {
  const shares = distribution(behaviour);
  const cumulative: number[] = [];
  let [left, reached] = [total, 0];
  for (const [index, share] of shares.entries()) {
    const before = index === 0 ? 0 : shares[index - 1]!;
    const chance = share <= before ? 0 : Math.min(1, (share - before) / (1 - before));
    // What is all but impossible isn't worth the time to draw it.
    const here = left * chance < 1e-6 ? 0 : random.binomial(left, chance);
    left -= here;
    reached += here;
    cumulative.push(index === shares.length - 1 ? total : reached);
  }
  return {
    total,
    failed: random.binomial(total, behaviour.failureRate),
    latency: { bounds: istioBounds, cumulative },
  };
}

const nothing: Histogram = { bounds: istioBounds, cumulative: istioBounds.map(() => 0) };

/** No requests at all. */
export const noRequests: Requests = { total: 0, failed: 0, latency: nothing };

/** Both together. */
export function sum(a: Requests, b: Requests): Requests {
  return {
    total: a.total + b.total,
    failed: a.failed + b.failed,
    latency: {
      bounds: istioBounds,
      cumulative: a.latency.cumulative.map((count, index) => count + b.latency.cumulative[index]!),
    },
  };
}

/** One interval: what is new in it, for rules that look at one interval, and all since the step began. */
export interface Interval {
  readonly fresh: { readonly canary: Requests; readonly stable: Requests };
  readonly sample: Sample;
}

/** A situation to judge in. */
export interface Scenario {
  readonly name: string;
  /** Requests per second to both versions together. */
  readonly requestsPerSecond: number;
  /** How stable behaves in an interval, counted from 0 over all steps. */
  readonly stable: (interval: number) => Behaviour;
  /** How the canary behaves. */
  readonly canary: (interval: number) => Behaviour;
  /** The right answer. */
  readonly right: "promote" | "abort" | "hold" | "any";
}

/** The seconds of one interval. */
export const intervalSeconds = 60;

/** The intervals of a step, one after the other; `first` is the number of the first. */
export function* intervals(
  scenario: Scenario,
  weight: number,
  random: Random,
  first: number,
): Generator<Interval, never> {
  let [canary, stable] = [noRequests, noRequests];
  for (let index = first;; index++) {
    const total = random.poisson(scenario.requestsPerSecond * intervalSeconds);
    const toCanary = random.binomial(total, weight / 100);
    const fresh = {
      canary: draw(random, toCanary, scenario.canary(index)),
      stable: draw(random, total - toCanary, scenario.stable(index)),
    };
    canary = sum(canary, fresh.canary);
    stable = sum(stable, fresh.stable);
    yield { fresh, sample: { at: (index + 1) * intervalSeconds, canary, stable, custom: {} } };
  }
}

/** What stable did in the hour before: what is usual. */
export function usualRequests(scenario: Scenario, random: Random): Requests {
  return draw(random, random.poisson(scenario.requestsPerSecond * 3600), scenario.stable(0));
}
