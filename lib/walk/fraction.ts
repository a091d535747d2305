/** Exact probabilities. */

/** A rational number in lowest terms; the denominator is positive. */
export interface Fraction {
  /** Above the line. */
  readonly numerator: bigint;
  /** Below the line; positive. */
  readonly denominator: bigint;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a < 0n ? -a : a;
}

/** `numerator / denominator` in lowest terms. Throws a RangeError for a denominator that isn't positive. */
export function fraction(numerator: bigint | number, denominator: bigint | number = 1n): Fraction {
  const [above, below] = [BigInt(numerator), BigInt(denominator)];
  if (below <= 0n) throw new RangeError(`Cannot divide by ${below}: a denominator is positive`);
  const divisor = greatestCommonDivisor(above, below) || 1n;
  return { numerator: above / divisor, denominator: below / divisor };
}

/** Never. */
export const zero: Fraction = fraction(0);

/** Always. */
export const one: Fraction = fraction(1);

/** `a + b`. */
export function add(a: Fraction, b: Fraction): Fraction {
  return fraction(
    a.numerator * b.denominator + b.numerator * a.denominator,
    a.denominator * b.denominator,
  );
}

/** `a × b`. */
export function multiply(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** `1 − a`. */
export function complement(a: Fraction): Fraction {
  return fraction(a.denominator - a.numerator, a.denominator);
}

/** The sum of a list; zero for an empty one. */
export function sum(list: Iterable<Fraction>): Fraction {
  let total = zero;
  for (const each of list) total = add(total, each);
  return total;
}

/** The nearest number of JavaScript. */
export function toNumber({ numerator, denominator }: Fraction): number {
  return Number(numerator) / Number(denominator);
}

/** As it is written in results for programs: `9/10`; `1` for a whole number. */
export function toText({ numerator, denominator }: Fraction): string {
  return denominator === 1n ? `${numerator}` : `${numerator}/${denominator}`;
}

/** As people read it: `8.1 %`; with `≈` where it takes more than four decimals. */
export function toPercent({ numerator, denominator }: Fraction): string {
  const scale = 10_000n;
  const exact = numerator * 100n * scale % denominator === 0n;
  const scaled = (numerator * 100n * scale + denominator / 2n) / denominator;
  const decimals = (scaled % scale).toString().padStart(4, "0").replace(/0+$/, "");
  return `${exact ? "" : "≈ "}${scaled / scale}${decimals === "" ? "" : `.${decimals}`} %`;
}
