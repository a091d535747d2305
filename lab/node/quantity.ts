import { quantityValue as valueOrNaN } from "../../lib/quantity.ts";

/**
 * The value of a Kubernetes quantity, such as 0.05 for `50m` and 134217728 for `128Mi`.
 *
 * @throws {TypeError} if the text is not a quantity.
 */
export function quantityValue(text: string): number {
  const value = valueOrNaN(text);
  if (Number.isNaN(value)) throw new TypeError(`Cannot read "${text}" as a quantity`);
  return value;
}
