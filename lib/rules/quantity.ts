/** Kubernetes quantities as numbers. */

const multiplier: Readonly<Record<string, number>> = {
  "": 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** The value of a quantity in its base unit (cores, bytes): `250m` is 0.25, `1Ki` is 1024; NaN where it isn't one. */
export function parseQuantity(quantity: string): number {
  const match = /^([0-9]+(?:\.[0-9]+)?)([A-Za-z]*)$/.exec(quantity);
  if (match === null) return Number.NaN;
  const [, digits, suffix] = match;
  // Divided, not multiplied by 0.001: only so is "100m" the very same number as "0.1".
  if (suffix === "m") return Number(digits) / 1000;
  return Number(digits) * (multiplier[suffix!] ?? Number.NaN);
}
