const FACTORS: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
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

/**
 * The value of a Kubernetes quantity, such as 0.05 for `50m` and 134217728 for `128Mi`.
 *
 * @throws {TypeError} if the text is not a quantity.
 */
export function quantityValue(text: string): number {
  const [, digits, suffix = ""] = /^([+-]?[0-9]*\.?[0-9]+\.?(?:[eE][+-]?[0-9]+)?)([A-Za-z]*)$/.exec(text) ??
    [];
  const factor = FACTORS[suffix];
  if (digits === undefined || factor === undefined) {
    throw new TypeError(`Cannot read "${text}" as a quantity`);
  }
  return Number(digits) * factor;
}
