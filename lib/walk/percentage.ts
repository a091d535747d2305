/** Shares as Istio hands them to Envoy. */
import { type Fraction, fraction, zero } from "./fraction.ts";
import { fieldsOf, numberOf } from "./plain.ts";

/** A share in whole millionths, cut off as Istio does it; all of it for 100 and more. */
export function millionths(percent: number): Fraction {
  const count = Math.min(1_000_000, Math.max(0, Math.trunc(percent * 10_000)));
  return fraction(count, 1_000_000);
}

/** How often a fault happens: never where its share isn't said. */
export function faultShare(fault: unknown): Fraction {
  const { percentage, percent } = fieldsOf(fault);
  if (percentage !== undefined) return millionths(numberOf(fieldsOf(percentage).value) ?? 0);
  const whole = numberOf(percent);
  return whole === undefined ? zero : millionths(Math.trunc(whole));
}

/** How many requests are copied: all of them where the share isn't said. */
export function mirrorShare(percentage: unknown): Fraction {
  return percentage === undefined ? millionths(100) : millionths(numberOf(fieldsOf(percentage).value) ?? 0);
}
