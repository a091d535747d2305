/** Kubernetes quantities as numbers. */

const multiples: Readonly<Record<string, number>> = {
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

/** Divided by, not multiplied by 0.001: only so is "100m" the very same number as "0.1". */
const divisors: Readonly<Record<string, number>> = { m: 1e3, u: 1e6, n: 1e9 };

/**
 * The value of a quantity as the API server may write it, in its base unit (cores, bytes): 0.05 for `50m`, 134217728
 * for `128Mi`, 1000 for `1e3`; NaN where it isn't one.
 */
export function quantityValue(quantity: string): number {
  const match = /^([+-]?[0-9]*\.?[0-9]+\.?(?:[eE][+-]?[0-9]+)?)([A-Za-z]*)$/.exec(quantity);
  if (match === null) return Number.NaN;
  const [, digits, suffix = ""] = match;
  const divisor = divisors[suffix];
  return divisor === undefined
    ? Number(digits) * (multiples[suffix] ?? Number.NaN)
    : Number(digits) / divisor;
}

/** The value of a quantity as a catalogue may write it: without sign and exponent, not below thousandths; else NaN. */
export function parseQuantity(quantity: string): number {
  return /^[0-9]+(?:\.[0-9]+)?(?:m|[A-Z]i?|k)?$/.test(quantity) ? quantityValue(quantity) : Number.NaN;
}
