/** An exact test of a share. */

function logFactorials(count: number): readonly number[] {
  const list = [0];
  for (let n = 1; n <= count; n++) list.push(list[n - 1]! + Math.log(n));
  return list;
}

/** How likely a count at least as unlikely as this one is, where each of `trials` happens with probability `p`. */
export function binomialTest(count: number, trials: number, p: number): number {
  if (p <= 0) return count === 0 ? 1 : 0;
  if (p >= 1) return count === trials ? 1 : 0;
  const logs = logFactorials(trials);
  const chance = (k: number) =>
    Math.exp(logs[trials]! - logs[k]! - logs[trials - k]! + k * Math.log(p) + (trials - k) * Math.log1p(-p));
  const observed = chance(count) * (1 + 1e-9);
  let total = 0;
  for (let k = 0; k <= trials; k++) if (chance(k) <= observed) total += chance(k);
  return Math.min(1, total);
}
