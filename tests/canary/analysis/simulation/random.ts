/** Random numbers that are the same on every run. */
import binomialFactory from "@stdlib/random-base-binomial";
import poissonFactory from "@stdlib/random-base-poisson";

/** Counts drawn from distributions. */
export interface Random {
  /** How many of `total` trials of chance `rate` succeed. */
  binomial(total: number, rate: number): number;
  /** How many events there are where `mean` are expected. */
  poisson(mean: number): number;
}

/** Uniform numbers from 0 to 1 (Mulberry32). */
function uniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Few successes are counted up one by one, which is many times faster than the library there. */
const few = 20;

function inversion(next: () => number, total: number, rate: number): number {
  const odds = rate / (1 - rate);
  let chance = (1 - rate) ** total;
  let left = next();
  let successes = 0;
  while (left > chance && successes < total) {
    left -= chance;
    successes++;
    chance *= (odds * (total - successes + 1)) / successes;
  }
  return successes;
}

/** Draws from a seed, a whole number from 1. */
export function seededRandom(seed: number): Random {
  const many = binomialFactory.factory({ seed });
  const poisson = poissonFactory.factory({ seed: seed + 1_000_003 });
  const next = uniform(seed);
  const binomial = (total: number, rate: number): number => {
    if (total === 0 || rate <= 0) return 0;
    if (rate >= 1) return total;
    if (rate > 0.5) return total - binomial(total, 1 - rate);
    return total * rate < few ? inversion(next, total, rate) : many(total, rate);
  };
  return { binomial, poisson: (mean) => mean <= 0 ? 0 : poisson(mean) };
}
